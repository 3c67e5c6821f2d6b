import type { Database } from '../../db/client.ts';
import type { KeptFiles } from '../../files/kept-files.ts';
import type { Logger } from '../../runtime/logger.ts';

const mebibyte = 1_024 * 1_024;
/** A file is a third larger in a mail, and a few may come together. */
export const largestMail = 25 * mebibyte;

/** What taking mails needs. */
export interface Inbox {
  readonly database: Database;
  readonly files: KeptFiles;
  /** The desk's own address. */
  readonly desk: string;
  /** Where answers go, with `{number}` in place of the ticket's; null: to the desk's own address. */
  readonly replyTo: string | null;
  /** Whose word on senders is believed: the name that our mail server gives itself in `Authentication-Results`. */
  readonly authServer: string | null;
  readonly log: Logger;
}

/** What became of a mail. `later`: its sender sends too many; nothing was kept, and it may come again. */
export type Taken = 'message' | 'draft' | 'bounce' | 'machine' | 'repeated' | 'later';
