import type { Instant } from '../instant.ts';
import type { Ticket } from '../ticket.ts';

/** What tests and a restoration say about equipment that was replaced: it works if the line is well since. */
export function replacementPassed({ field }: Pick<Ticket, 'field'>, at: Instant): Pick<Ticket, 'field'> {
  const { replaced } = field ?? {};
  if (!field || !replaced || replaced.usedAt > at) return {};
  return { field: { ...field, replaced: { ...replaced, passed: true } } };
}

/** The line is being tested: what a visit has left to test is on its way. */
export function testsBegun({ field }: Pick<Ticket, 'field'>): Pick<Ticket, 'field'> {
  return field?.testOwed ? { field: { ...field, testOwed: false } } : {};
}
