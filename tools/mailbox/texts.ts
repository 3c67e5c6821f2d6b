import { cameAt, openFiles } from './kept-files.ts';

export interface NewText {
  readonly from: string;
  /** As the message centre was given it: digits. */
  readonly to: string;
  readonly text: string;
}

export interface Text extends NewText {
  readonly id: string;
  /** When the mailbox took it, ISO 8601. */
  readonly receivedAt: string;
}

export interface Texts {
  /** Resolves with its id once it is on the disk. */
  keep(text: NewText): Promise<string>;
  /** The newest first. */
  list(limit: number): Promise<Text[]>;
}

/** Text messages as files, one `.json` each. */
export function openTexts(dir: string): Texts {
  const files = openFiles(dir, 'json');
  return {
    keep: (text) => files.keep(JSON.stringify(text)),
    list: async (limit) => {
      const ids = (await files.ids()).slice(0, limit);
      return (await Promise.all(ids.map(async (id) => textOf(id, await files.read(id))))).flat();
    },
  };
}

function textOf(id: string, content: Buffer | null): Text | [] {
  return content === null ? [] : { id, receivedAt: cameAt(id), ...(JSON.parse(content.toString('utf8')) as NewText) };
}
