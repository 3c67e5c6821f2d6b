/**
 * Lines above a quote, as mail programs write them in Russian and English. What stands between is a person's name or
 * the words of their program, so a line is known by its ends: a date in front, an address or "wrote" behind.
 */
const month =
  '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[a-zа-я]*\\.?';
const numbers = '\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4}';
const date = `(?:${numbers}|\\d{1,2}\\s+${month}|${month}\\s+\\d{1,2})`;
const weekday =
  '(?:(?:mon|tue|wed|thu|fri|sat|sun|пн|вт|ср|чт|пт|сб|вс|понед|вторн|сред|четв|пятн|субб|воскр)[a-zа-я]*\\.?,?\\s+)?';
const address = '<[^<>\\s]+@[^<>\\s]+>';

const attributions: readonly RegExp[] = [
  // Gmail, Apple Mail, Thunderbird: On Mon, Jan 5, 2026 at 10:00 AM HelpDesk <desk@…> wrote:
  new RegExp(`^on\\s+${weekday}.{0,20}${date}.{0,200}\\bwrote:$`, 'i'),
  // Gmail: пн, 5 янв. 2026 г. в 10:00, HelpDesk <desk@…>:   Yandex: 05.01.2026, 10:00, "HelpDesk" <desk@…>:
  new RegExp(`^${weekday}${date}.{0,200}${address}:$`, 'i'),
  // Thunderbird: 05.01.2026 10:00, HelpDesk пишет:   Apple Mail: 5 янв. 2026 г., в 10:00, HelpDesk <…> написал(а):
  new RegExp(`^${weekday}${date}.{0,200}(?:пиш[её]т|написал(?:а|\\(а\\))?|wrote):$`, 'i'),
  // mail.ru: Понедельник, 5 января 2026, 10:00 +03:00 от HelpDesk <desk@…>:
  new RegExp(`^${weekday}${date}.{0,100}\\s(?:от|from)\\s.{0,200}:$`, 'i'),
];

const rules: readonly RegExp[] = [
  /^-{2,}\s*(?:original message|исходное сообщение|первоначальное сообщение|оригинальное сообщение)\s*-{2,}$/i,
];

// Outlook, in a block: From, then at least one of the others within the next lines.
const outlookFirst = /^\*?(?:from|от|de)\s?:\*?\s/i;
const outlookNext = /^\*?(?:sent|date|to|subject|отправлено|дата|кому|тема)\s?:\*?\s/i;

/** How many lines from here on are a header above a quote; 0 for none. Long ones are broken over up to three lines. */
export function quoteHeaderAt(lines: readonly string[], index: number): number {
  const first = lines[index]?.trim() ?? '';
  if (first === '' || first.length > 500) return 0;
  if (rules.some((rule) => rule.test(first))) return 1;
  if (outlookFirst.test(first) && lines.slice(index + 1, index + 5).some((line) => outlookNext.test(line.trim())))
    return 1;
  for (let taken = 1; taken <= 3; taken++) {
    const joined = lines
      .slice(index, index + taken)
      .map((line) => line.trim())
      .join(' ');
    if (attributions.some((attribution) => attribution.test(joined))) return taken;
  }
  return 0;
}
