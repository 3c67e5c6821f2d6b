/** An address as a header names it; lower case, since no mail server tells people apart by it. */
export interface MailAddress {
  readonly address: string;
  readonly name: string | null;
}

/** A file inside of a mail, as its sender describes it. */
export interface MailFile {
  readonly name: string | null;
  readonly contents: Buffer;
}

/** A mail as it came, taken apart. What stands in it is a stranger's word. */
export interface Mail {
  /** With its angle brackets, as ours are kept; null where it has none. */
  readonly messageId: string | null;
  /** Message-IDs that it answers, the one it answers directly first. */
  readonly references: readonly string[];
  readonly from: MailAddress | null;
  /** To whom it went, by its headers and by the envelope. */
  readonly to: readonly string[];
  /** The envelope's sender; an empty one belongs to reports and answering machines. Null where nobody said. */
  readonly returnPath: string | null;
  readonly subject: string;
  /** Plain text, or what the HTML says, as written: quotes and signature included. */
  readonly text: string;
  readonly files: readonly MailFile[];
  /** First value of each header, by its name in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  /** Why it could not be taken apart: then no more than its head was read. */
  readonly unread?: Error;
}
