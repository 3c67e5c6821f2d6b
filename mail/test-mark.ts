/** In front of the subject of a template that is tried, in both languages: whoever sees it over a shoulder knows too. */
export function markedAsTest(subject: string): string {
  return `[Тест · Test] ${subject}`;
}
