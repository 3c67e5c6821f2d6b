import type { Language, Priority } from '../words.ts';

/** A stretch of time in milliseconds of the epoch: dispatch calculates with thousands of them for one decision. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** An engineer as dispatch sees one: what they can, where they are, when they work, and what is booked. */
export interface EngineerSeen {
  readonly id: string;
  readonly region: string;
  readonly skills: readonly string[];
  readonly languages: readonly Language[];
  /** May be asked to work on after a shift for an emergency (P1, P2). */
  readonly overtime: boolean;
  /** Working time that lies ahead, absences already taken out, in order, neither touching nor overlapping. */
  readonly shifts: readonly Span[];
  /** When they are away, also after a shift: nobody works on into it. */
  readonly absences: readonly Span[];
  /** Time that is taken, travel included, in order. */
  readonly bookings: readonly BookedTime[];
  /** Spare parts in the van that nobody else has reserved, by part. */
  readonly carries: Readonly<Record<string, number>>;
}

export interface BookedTime extends Span {
  readonly visitId: string;
  /** The promised window begins: until then they have to be there. */
  readonly arriveAt: number;
  readonly priority: Priority;
  /** Where they are at its end. */
  readonly region: string;
  /** The engineer has not set out, so that something more urgent may take the time. */
  readonly movable: boolean;
}
