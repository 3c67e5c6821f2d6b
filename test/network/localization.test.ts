import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { demoSpecifications } from '../../db/seed/test-specifications.ts';
import { describeUnless } from '../support/provided.ts';
import { cut } from './breaks.ts';
import { casesOfBreaks } from './cases-of-breaks.ts';
import { casesOfDoubt } from './cases-of-doubt.ts';
import { casesOfQuality } from './cases-of-quality.ts';
import { followed } from './chain.ts';
import { buildLab, type Lab } from './lab.ts';
import { localize, type Localized } from './localize.ts';
import { whyNoLab } from './missing.ts';
import { addressOf } from './topology.ts';

const cases = [...casesOfBreaks, ...casesOfDoubt, ...casesOfQuality];

/** A line of the evidence for each element, to be read where a verdict is wrong. */
const evidence = ({ seen, results }: Localized): string =>
  [
    ...seen.chain.map((element) => JSON.stringify(element, (_name, value: unknown) => value ?? undefined)),
    ...results.flatMap(({ id, kind, via, failure }) =>
      failure === undefined ? [] : [`${id} ${kind} ${via} ${failure}`],
    ),
  ].join('\n');

/** What a traceroute, which runs on demand only, measures on the way to the customer's router. */
async function following(lab: Lab) {
  const specificationIds = demoSpecifications.filter(({ kind }) => kind === 'traceroute').map(({ id }) => id);
  const { results } = await localize(lab, { chain: followed, specificationIds });
  const measures = results.filter(({ kind }) => kind === 'traceroute').flatMap((result) => result.measures);
  return Object.fromEntries(measures.map(({ metricName, value }) => [metricName, value]));
}

describeUnless(whyNoLab(), 'The localization on a real line', () => {
  let lab: Lab;

  beforeAll(async () => {
    lab = await buildLab();
  });
  afterEach(() => lab.mended());
  afterAll(() => lab?.close());

  it('tests everything and finds nothing on a line that is well', async () => {
    const found = await localize(lab);
    expect(found.results.filter(({ outcome }) => outcome === 'error')).toEqual([]);
    expect(found.verdict, evidence(found)).toMatchObject({ code: 'noFaultFound', confidence: 'high' });
  });

  it('follows packets to the customer’s router, and to the last host before a cut, for whoever asks', async () => {
    expect(await following(lab)).toEqual({ reachable: true, hops: 5, lastHop: addressOf('cpe') });
    await lab.suffers(cut('access', 'demarcation'));
    expect(await following(lab)).toEqual({ reachable: false, hops: 3, lastHop: addressOf('access') });
  });

  it.each(cases.map((one) => [one.it, one] as const))('%s', async (_sentence, { faults, known, says, sees = {} }) => {
    for (const fault of faults) await lab.suffers(fault);
    const found = await localize(lab, known);
    expect(found.verdict, evidence(found)).toMatchObject(says);
    expect(Object.fromEntries(found.seen.chain.map((element) => [element.id, element]))).toMatchObject(sees);

    await lab.mended();
    const afterwards = await localize(lab);
    expect(afterwards.verdict, evidence(afterwards)).toMatchObject({ code: 'noFaultFound', confidence: 'high' });
  });
});
