import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What came in, as files of one kind in a folder, each named by the instant of its coming: the names sort by time. */
export interface KeptFiles {
  /** Resolves with the name that it is known by, once it is on the disk. */
  keep(content: Buffer | string): Promise<string>;
  /** The newest first. */
  ids(): Promise<string[]>;
  /** Null if there is none by this id. */
  read(id: string): Promise<Buffer | null>;
}

const idShape = /^\d{13}-\d{8}$/;

export function openFiles(dir: string, kind: 'eml' | 'json'): KeptFiles {
  const fileOf = (id: string) => join(dir, `${id}.${kind}`);
  const ids = async () => {
    const names = (await readdir(dir)).filter((name) => name.endsWith(`.${kind}`));
    const known = names.map((name) => name.slice(0, -kind.length - 1)).filter((id) => idShape.test(id));
    return known.toSorted().toReversed();
  };
  return {
    ids,
    keep: async (content) => {
      const id = nextId();
      const half = join(dir, `${id}.part`);
      await writeFile(half, content, { mode: 0o600 });
      await rename(half, fileOf(id));
      return id;
    },
    read: async (id) => ((await ids()).includes(id) ? readFile(fileOf(id)) : null),
  };
}

let kept = 0;

function nextId(): string {
  // Two may come within a millisecond.
  return `${String(Date.now()).padStart(13, '0')}-${String(kept++).padStart(8, '0')}`;
}

/** When it came, ISO 8601. */
export function cameAt(id: string): string {
  return new Date(Number(id.slice(0, 13))).toISOString();
}
