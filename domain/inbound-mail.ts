/** Why a mail was not put onto a ticket, and waits for an agent. */
export type DraftCause =
  /** It names no ticket. */
  | 'noTicket'
  /** It names one, and its sender is none of the ticket's contacts. */
  | 'stranger'
  /** It says that it is of a contact, and the mail server doubts that. */
  | 'forged';

/** A file that came with a mail and was kept, with its type as its bytes say. */
export interface DraftFile {
  readonly name: string | null;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
  /** The mail itself, as it came. */
  readonly original?: true;
}

/** A file that came with a mail and was not kept; it is still in the original. */
export interface RefusedFile {
  readonly name: string | null;
  readonly bytes: number;
  readonly because: 'type' | 'size' | 'count' | 'empty';
}
