import type { LocalizationRound, Wait } from './measures/localization.ts';
import type { Outage } from './measures/outage.ts';
import type { Round } from './rounds.ts';
import { deskRow, type Bound, type Row } from './row.ts';

/** From a ticket's opening, or from the wish of an agent, to the verdict; nothing to compare with on the bare side. */
export function localizationRows(rounds: readonly Round[]): Row[] {
  const found = rounds.map(({ localization }) => localization).filter((one) => one !== undefined);
  if (found.length === 0) return [];
  return [
    ...waitRows(
      'healthy line, opened to verdict',
      2.5,
      of(found, ({ healthy }) => healthy.opened),
    ),
    ...waitRows(
      'healthy line, tested anew',
      2.5,
      of(found, ({ healthy }) => healthy.asked),
    ),
    ...waitRows(
      'dead element, opened to verdict',
      4,
      of(found, ({ dead }) => dead.opened),
    ),
    ...waitRows(
      'dead element, tested anew',
      4,
      of(found, ({ dead }) => dead.asked),
    ),
    ...outageRows(of(found, ({ outage }) => outage)),
  ];
}

function of<Part>(rounds: readonly LocalizationRound[], part: (round: LocalizationRound) => Part): readonly Part[] {
  return rounds.map(part);
}

function waitRows(whose: string, p50AtMost: number, waits: readonly Wait[]): Row[] {
  const row = (what: string, unit: string, figure: (wait: Wait) => number, aim: Bound): Row =>
    deskRow(`localization, ${whose}, ${what}`, unit, waits.map(figure), aim);
  return [
    row('p50', 's', ({ p50Seconds }) => p50Seconds, { atMost: p50AtMost }),
    row('p99', 's', ({ p99Seconds }) => p99Seconds, { atMost: 6 }),
    row('right', '%', ({ right, count }) => (right / count) * 100, { atLeast: 100 }),
  ];
}

function outageRows(outages: readonly Outage[]): Row[] {
  const [first] = outages;
  if (!first) return [];
  const { tickets, services } = first;
  const row = (what: string, unit: string, figure: (outage: Outage) => number | null, aim: Bound | null): Row[] => {
    const values = outages.map(figure).filter((value) => value !== null);
    const whole = `${tickets} tickets on ${services} services behind a dead switch: ${what}`;
    return values.length === 0 ? [] : [deskRow(whole, unit, values, aim)];
  };
  return [
    ...row('opened within', 's', ({ openedWithinSeconds }) => openedWithinSeconds, null),
    ...row('verdicts', '', ({ verdicts }) => verdicts, { atLeast: tickets }),
    ...row('the longest wait for one', 's', ({ longestSeconds }) => longestSeconds, null),
    ...row('verdicts that name the switch', '%', ({ named }) => (named / tickets) * 100, null),
    ...row('services that fail there by the last verdict', '', ({ affected }) => affected, null),
    ...row('shortest time between two tests of an element', 's', (outage) => outage.leastIntervalSeconds, {
      atLeast: 10,
    }),
    ...row('tests of the elements that all share', '', ({ sharedTests }) => sharedTests, null),
  ];
}
