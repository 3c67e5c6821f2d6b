/** New ones at the end: the place of a kind is part of its ids. */
const kinds = [
  'contract',
  'site',
  'element',
  'calendar',
  'questionnaire',
  'customerContact',
  'duty',
  'testSpecification',
  'shift',
  'van',
  'warehouse',
  'part',
] as const;
type Kind = (typeof kinds)[number];

/** A fixed id of the demo data, so that it can be loaded again without doubling, and named in tests. */
export function demoId(kind: Kind, place: number): string {
  const group = String(kinds.indexOf(kind) + 1).padStart(4, '0');
  return `019b8c00-${group}-7000-8000-${String(place).padStart(12, '0')}`;
}

function castId(group: string, place: number): string {
  return `019b8c00-0000-7000-${group}-${String(place).padStart(12, '0')}`;
}

/** People, customers and services bear the ids of the tests' cast. */
export const demoUserId = (place: number) => castId('8000', place);
export const demoCustomerId = (place: number) => castId('a000', place);
export const demoServiceId = (place: number) => castId('b000', place);
