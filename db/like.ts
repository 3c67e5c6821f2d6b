/** Text as a pattern of `like`: what would stand for anything there stands for itself. */
export function likeText(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
