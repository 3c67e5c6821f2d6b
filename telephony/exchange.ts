/** A line at the exchange that belongs to the desk: a caller's, or a phone that we ring. */
export interface Channel {
  readonly id: string;
  /** As the network gave it: withheld, garbage and lies included. */
  readonly number: string;
  /** Somebody has picked up. */
  readonly isUp: boolean;
}

/** What the exchange tells of itself, each maybe more than once. */
export type Heard =
  | { readonly type: 'arrived'; readonly channel: Channel }
  /** A phone that we rang. */
  | { readonly type: 'pickedUp'; readonly channel: string }
  /** `cause` as ITU-T Q.850 numbers it; null where it is not told. */
  | { readonly type: 'gone'; readonly channel: string; readonly cause: number | null };

/** A phone that is to ring, under a name that we give its line. */
export interface Leg {
  readonly channel: string;
  readonly to: { readonly extension: string } | { readonly number: string };
  /** Whose number it shows. */
  readonly showing: string | null;
  readonly patienceSeconds: number;
}

/**
 * A telephone exchange while it can be reached. What is asked of a line answers false where the line is gone: that is
 * told as `gone` as well.
 * @throws ExchangeFailed where it does not do what it should
 */
export interface Exchange {
  /** Resolves with the reason when it can't be reached any more. */
  readonly lost: Promise<string>;
  channels(): Promise<readonly Channel[]>;
  /** Hears of a line that was there before us. */
  follow(channel: string): Promise<boolean>;
  /** False where that phone can't be rung. */
  ring(leg: Leg): Promise<boolean>;
  /** Lets whoever waits on the line hear that it rings elsewhere. */
  tellRinging(channel: string): Promise<boolean>;
  answer(channel: string): Promise<boolean>;
  /** Lets lines hear each other; said again it changes nothing. */
  join(bridge: string, channels: readonly string[]): Promise<boolean>;
  part(bridge: string): Promise<boolean>;
  hangUp(channel: string): Promise<boolean>;
  /** The exchange goes on with a caller by its own plan. */
  handBack(channel: string): Promise<boolean>;
  close(): Promise<void>;
}

export class ExchangeFailed extends Error {
  override readonly name = 'ExchangeFailed';
}
