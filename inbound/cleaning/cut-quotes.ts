import { quoteHeaderAt } from './quote-headers.ts';

const quoted = /^\s*>/;
const separator = /^\s*[_-]{10,}\s*$/;

/**
 * What the sender wrote themselves. Marked lines (`>`) go wherever they stand, so that answers between them and below
 * them stay; below a header whose quote is not marked everything is quoted.
 */
export function cutQuotes(text: string): string {
  const lines = text.split('\n');
  const own: string[] = [];
  for (let index = 0; index < lines.length; index++) {
    const header = quoteHeaderAt(lines, index);
    if (header > 0 && !isMarkedAfter(lines, index + header)) return joined(own);
    if (header > 0) index += header - 1;
    else if (!quoted.test(lines[index] ?? '')) own.push(lines[index] ?? '');
  }
  return joined(own);
}

function isMarkedAfter(lines: readonly string[], index: number): boolean {
  const next = lines.slice(index, index + 3).find((line) => line.trim() !== '');
  return next !== undefined && quoted.test(next);
}

/** Without the rule that Outlook draws above its header, and without blank lines at both ends. */
function joined(lines: readonly string[]): string {
  const last = lines.findLastIndex((line) => line.trim() !== '' && !separator.test(line));
  return lines
    .slice(0, last + 1)
    .join('\n')
    .replace(/^\s*\n/, '')
    .trimEnd();
}
