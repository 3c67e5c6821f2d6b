import { gsmCodesOf, textOfGsmCodes } from './alphabet.ts';

/** How a text travels: by the alphabet of GSM, or, where that lacks a character, as UCS-2 in half the length. */
export type Coding = 'gsm' | 'ucs2';

export interface Segments {
  readonly coding: Coding;
  /** What each short message carries besides its header: one code a byte by `gsm`, two bytes a unit by `ucs2`. */
  readonly parts: readonly Buffer[];
}

/**
 * Bytes of a message that stands alone, and of one that is joined with others by a header of six bytes (3GPP TS
 * 23.040, 9.2.3.24.1). The network packs eight codes of GSM into seven bytes.
 */
const room: Readonly<Record<Coding, { readonly alone: number; readonly joined: number }>> = {
  gsm: { alone: 160, joined: 153 },
  ucs2: { alone: 140, joined: 134 },
};

/** The text as short messages; no character is cut in two. */
export function segmentsOf(text: string): Segments {
  const { coding, characters } = encoded(text);
  const { alone, joined } = room[coding];
  const whole = Buffer.concat(characters);
  return { coding, parts: whole.length <= alone ? [whole] : packed(characters, joined) };
}

/** How many short messages a text becomes: what it costs. */
export function segmentCount(text: string): number {
  return segmentsOf(text).parts.length;
}

/** The text that a telephone shows when all of its parts are there. */
export function textOf({ coding, parts }: Segments): string {
  const whole = Buffer.concat(parts);
  return coding === 'gsm' ? textOfGsmCodes(whole) : Buffer.from(whole).swap16().toString('utf16le');
}

interface Encoded {
  readonly coding: Coding;
  readonly characters: readonly Buffer[];
}

function encoded(text: string): Encoded {
  const characters = [...text];
  const codes = characters.map(gsmCodesOf);
  return codes.every((one) => one !== null)
    ? { coding: 'gsm', characters: codes.map((one) => Buffer.from(one)) }
    : { coding: 'ucs2', characters: characters.map((one) => Buffer.from(one, 'utf16le').swap16()) };
}

function packed(characters: readonly Buffer[], roomBytes: number): Buffer[] {
  const parts: Buffer[][] = [];
  let filled = roomBytes;
  for (const character of characters) {
    if (filled + character.length > roomBytes) {
      parts.push([]);
      filled = 0;
    }
    parts.at(-1)?.push(character);
    filled += character.length;
  }
  return parts.map((part) => Buffer.concat(part));
}
