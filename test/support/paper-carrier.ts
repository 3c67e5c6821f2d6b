import type { Carried, Carrier, Parcel } from '../../activities/carriers/carrier.ts';

/** A carrier that notes down what it was given, and answers as it is told to; it knows a parcel by its own reference. */
export class PaperCarrier implements Carrier {
  readonly parcels: Parcel[] = [];
  /** What it says to what it is given next; then it takes everything again, and will report. */
  readonly answers: (Carried | 'dies')[] = [];

  async send(parcel: Parcel): Promise<Carried> {
    this.parcels.push(parcel);
    const answer = this.answers.shift() ?? { outcome: 'sent', reference: `ref-${this.parcels.length}` };
    if (answer === 'dies') throw new Error('the worker died with the parcel in its hands');
    return answer;
  }

  async close(): Promise<void> {}
}
