import { mayDo, type Act } from '../../../domain/access.ts';
import type { Role } from '../../../domain/actor.ts';

/** A section of the console, and the act whose right opens it. One line per section. */
const sections = [{ to: '/tickets', words: 'shell.tickets', act: 'readTickets' }] as const satisfies readonly {
  readonly to: string;
  readonly words: string;
  readonly act: Act;
}[];

export type Section = (typeof sections)[number];

/** What these roles find in the navigation. */
export function sectionsFor(roles: readonly Role[]): Section[] {
  return sections.filter(({ act }) => roles.some((role) => mayDo[act].some((one) => one === role)));
}
