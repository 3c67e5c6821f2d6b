/** Something in the way that a person can remove: the message is one sentence saying what to do, no stack is needed. */
export class Obstacle extends Error {
  override readonly name = 'Obstacle';
}

/** The sentence for a disk without space at that path. */
export function fullDisk(path: string): Obstacle {
  return new Obstacle(`The disk is full at ${path}: free some space, then start again.`);
}

const sentenceByCode: Record<string, (path: string) => string> = {
  ENOSPC: (path) => `The disk is full${path}: free some space, then start again.`,
  EDQUOT: (path) => `Your disk quota is used up${path}: free some space, then start again.`,
  EACCES: (path) => `No permission to write${path}: change its owner or choose another folder with HELPDESK_DATA_DIR.`,
  EPERM: (path) => `Not permitted${path}: change its owner or choose another folder with HELPDESK_DATA_DIR.`,
  EROFS: (path) => `A read-only file system${path}: choose a writable folder with HELPDESK_DATA_DIR.`,
  ENOTDIR: (path) => `A file stands where a folder is needed${path}: choose another folder with HELPDESK_DATA_DIR.`,
};

/** The sentence for an error of the system that has one, otherwise null. */
export function obstacleIn(error: unknown): Obstacle | null {
  if (error instanceof Obstacle) return error;
  if (!(error instanceof Error) || !('code' in error)) return null;
  const sentence = sentenceByCode[String(error.code)];
  if (sentence === undefined) return null;
  return new Obstacle(sentence('path' in error ? ` at ${String(error.path)}` : ''), { cause: error });
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The system's code of an error (ENOENT, EEXIST, …), or undefined. */
export function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
