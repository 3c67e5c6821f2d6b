/** By the rule of mail: two dashes on a line of their own, the blank behind them often lost. */
const dashes = /^--\s?$/;

/** What telephones add by themselves. */
const ofTelephones: readonly RegExp[] = [
  /^(?:sent|отправлено) (?:from|via|с|из) (?:my |моего |мобильной |мобильного )?\S.{0,60}$/i,
  /^(?:get outlook for|получить outlook для|скачать outlook для)\b.{0,40}$/i,
  /^отправлено из яндекс.{0,40}$/i,
];

const farewell =
  /^(?:с уважением|с наилучшими(?: пожеланиями)?|всего доброго|best regards|kind regards|regards|best wishes|sincerely|yours (?:sincerely|faithfully|truly))(?:[\s,.!-].{0,80})?$/i;
const longestSignature = 8;

/** Without the signature: below two dashes, a telephone's line at the end, a farewell with the name below it. */
export function cutSignature(text: string): string {
  const lines = text.split('\n');
  const dashed = lines.findIndex((line) => dashes.test(line));
  const above = dashed === -1 ? lines : lines.slice(0, dashed);
  const said = withoutTail(above, (line) => line === '' || ofTelephones.some((words) => words.test(line)));
  const from = farewellIn(said);
  return (from === null ? said : said.slice(0, from)).join('\n').trimEnd();
}

function withoutTail(lines: readonly string[], isTail: (line: string) => boolean): readonly string[] {
  return lines.slice(0, lines.findLastIndex((line) => !isTail(line.trim())) + 1);
}

/** Only near the end, and never the first line: a mail that begins with it is all there is. */
function farewellIn(lines: readonly string[]): number | null {
  const from = lines.findLastIndex((line) => farewell.test(line.trim()));
  const below = lines.slice(from + 1).filter((line) => line.trim() !== '').length;
  return from > 0 && below <= longestSignature ? from : null;
}
