import type { ProbeOrder, ProbeReport } from '../domain/line/tests.ts';

/** The way to the sites where the network is. */
export interface Probes {
  /** The site whose probe tests elements that name none. */
  readonly site: string;
  /**
   * Has a site's probe carry out an order, once for each id: whoever asks again is given the same answer. A site that
   * cannot be reached answers `away`, within seconds.
   */
  ask(order: ProbeOrder, id: string, signal: AbortSignal): Promise<ProbeReport>;
}
