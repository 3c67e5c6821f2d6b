import type { ElementProbe, PlannedTest, TestedElement, TestSpecification } from './tests.ts';

/** What somebody asked for besides what every localization runs. */
export interface AskedTests {
  readonly specificationIds: readonly string[];
}

interface Choice {
  readonly specifications: readonly TestSpecification[];
  readonly asked: ReadonlySet<string>;
}

const usualTimeoutMs = 2_000;

/**
 * The tests of a chain: one for each probe of each element, by the specification that fits it best. A kind for which
 * the element has no specification runs with its own settings; one that has them only on demand runs when asked for.
 */
export function planTests(
  chain: readonly TestedElement[],
  specifications: readonly TestSpecification[],
  asked: AskedTests = { specificationIds: [] },
): PlannedTest[] {
  const choice = { specifications, asked: new Set(asked.specificationIds) };
  const once = new Map(chain.map((element) => [element.id, element]));
  return [...once.values()].flatMap((element) =>
    element.probes.flatMap((probe, place) => planned(element, { probe, place }, choice)),
  );
}

function planned(element: TestedElement, { probe, place }: Placed, choice: Choice): PlannedTest[] {
  const fitting = choice.specifications.filter((one) => one.kind === probe.kind && fits(one, element));
  const chosen = mostSpecific(fitting, choice.asked);
  if (!chosen && fitting.length > 0) return [];
  const { kind, via = 'line', address = element.address, ...own } = probe;
  return [
    {
      id: `${element.id}/${place}`,
      elementId: element.id,
      specificationId: chosen?.id ?? null,
      kind,
      via,
      address,
      settings: { ...chosen?.settings, ...own },
      timeoutMs: chosen?.timeoutMs ?? usualTimeoutMs,
    },
  ];
}

interface Placed {
  readonly probe: ElementProbe;
  readonly place: number;
}

function fits({ zones, elementKinds }: TestSpecification, { zone, kind }: TestedElement): boolean {
  const ofZone = zones.length === 0 || zones.includes(zone);
  return ofZone && (elementKinds.length === 0 || (kind !== null && elementKinds.includes(kind)));
}

/** What was asked for by name comes before what always runs: somebody wants just that. */
function mostSpecific(
  fitting: readonly TestSpecification[],
  asked: ReadonlySet<string>,
): TestSpecification | undefined {
  const wanted = fitting.filter(({ id }) => asked.has(id));
  const candidates = wanted.length > 0 ? wanted : fitting.filter(({ runs }) => runs === 'always');
  return candidates.toSorted((one, other) => closeness(other) - closeness(one))[0];
}

function closeness({ zones, elementKinds }: TestSpecification): number {
  return (elementKinds.length > 0 ? 2 : 0) + (zones.length > 0 ? 1 : 0);
}
