// What no person types: control characters besides tab and line feed, and those that turn the reading direction around
// or hide what stands between them.
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** The same text as it may be kept and shown; never longer than it was. */
export function safeText(text: string): string {
  return withoutHalves(text.replace(/\r\n?/g, '\n').replace(unseen, ''));
}

/** One line for a list: whatever broke it, and whatever a header was smuggled in with, is a blank. */
export function safeLine(text: string, longest: number): string {
  return withoutHalves(safeText(text).replace(/\s+/g, ' ').trim().slice(0, longest));
}

/** Half a pair of surrogates is no character, and no database takes one. */
function withoutHalves(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '');
}
