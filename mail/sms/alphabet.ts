/** The default alphabet of GSM (3GPP TS 23.038, 6.2.1), in the order of its codes; 0x1B leads to the extension. */
const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';

const escape = 0x1b;

/** Characters that are sent as two: the escape and their code (6.2.1.1). */
const extension: Readonly<Record<string, number>> = {
  '\f': 0x0a,
  '^': 0x14,
  '{': 0x28,
  '}': 0x29,
  '\\': 0x2f,
  '[': 0x3c,
  '~': 0x3d,
  ']': 0x3e,
  '|': 0x40,
  '€': 0x65,
};

const codes = new Map<string, readonly number[]>([
  ...[...basic].map((character, code) => [character, [code]] as const),
  ...Object.entries(extension).map(([character, code]) => [character, [escape, code]] as const),
]);
// The escape itself is no character.
codes.delete('\u001b');

const extended = new Map(Object.entries(extension).map(([character, code]) => [code, character]));

/** The codes of one character, one a byte, or null where the alphabet lacks it. */
export function gsmCodesOf(character: string): readonly number[] | null {
  return codes.get(character) ?? null;
}

/** The text that codes stand for. What no code stands for is a space, as telephones show it. */
export function textOfGsmCodes(bytes: Iterable<number>): string {
  let text = '';
  let escaped = false;
  for (const byte of bytes) {
    if (!escaped && byte === escape) {
      escaped = true;
      continue;
    }
    text += (escaped ? extended.get(byte) : basic[byte]) ?? ' ';
    escaped = false;
  }
  return text;
}
