import type { ReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { v7 } from 'uuid';

/** Files outside the database, each under the name of its hash: what was sent twice lies there once. */
export interface KeptFiles {
  /** Returns when the file would outlive a power cut. A file that is there already is not written again. */
  keep(sha256: string, contents: Buffer): Promise<void>;
  /** Null where somebody has deleted it. */
  read(sha256: string): Promise<ReadStream | null>;
  /** Deletes it, if it is there; for good once the file system has written the folder. */
  forget(sha256: string): Promise<void>;
}

export function keptFilesIn(folder: string): KeptFiles {
  // Two signs of the hash make 256 folders, so that none grows long.
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);
  return {
    keep: async (sha256, contents) => {
      const path = pathOf(sha256);
      if (await isWhole(path, contents.length)) return;
      const made = await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      if (made !== undefined) await onDisk(dirname(made), 'r');
      await writeWhole(path, contents);
    },
    read: async (sha256) => (await orNone(open(pathOf(sha256), 'r')))?.createReadStream() ?? null,
    forget: (sha256) => rm(pathOf(sha256), { force: true }),
  };
}

async function isWhole(path: string, bytes: number): Promise<boolean> {
  return (await orNone(stat(path)))?.size === bytes;
}

/** What is asked of a file, or null where there is no such file. */
async function orNone<T>(asking: Promise<T>): Promise<T | null> {
  try {
    return await asking;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Under another name until it is whole and on the disk: who finds the name finds the file. */
async function writeWhole(path: string, contents: Buffer): Promise<void> {
  const growing = `${path}.${v7()}.part`;
  try {
    await onDisk(growing, 'w', (file) => file.writeFile(contents));
    await rename(growing, path);
  } catch (error) {
    await rm(growing, { force: true });
    throw error;
  }
  await onDisk(dirname(path), 'r');
}

type Handle = Awaited<ReturnType<typeof open>>;

/** A folder has to be synced as well, or the new name may be lost. */
async function onDisk(path: string, flags: 'r' | 'w', write?: (file: Handle) => Promise<void>): Promise<void> {
  const file = await open(path, flags, 0o600);
  try {
    await write?.(file);
    await file.sync();
  } finally {
    await file.close();
  }
}
