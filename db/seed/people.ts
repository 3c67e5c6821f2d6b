import type { Role } from '../../domain/actor.ts';
import type { Instant } from '../../domain/instant.ts';
import { after } from '../../domain/instant.ts';
import type { roster, users } from '../schema.ts';
import { demoId, demoUserId } from './ids.ts';

type User = Omit<typeof users.$inferInsert, 'passwordHash'>;

function person(place: number, role: Role, name: string, login: string = role): User {
  const email = `${login}@helpdesk.example`;
  return { id: demoUserId(place), login, name, roles: [role], email, language: 'ru' };
}

/** One named person for each role; the login is the role. */
export const demoPeople = {
  agent: { ...person(1, 'agent', 'Амира Каримова'), extension: '101' },
  supervisor: person(2, 'supervisor', 'Сергей Волков'),
  dispatcher: person(3, 'dispatcher', 'Дина Орлова'),
  noc: person(4, 'noc', 'Николай Белов'),
  engineer: person(5, 'engineer', 'Егор Титов'),
  storekeeper: person(6, 'storekeeper', 'Стелла Громова'),
  admin: person(7, 'admin', 'Антон Лебедев'),
  integration: person(8, 'integration', 'Портал самообслуживания'),
} as const satisfies Record<Role, User>;

/** One engineer alone would make no choice for dispatch. */
export const moreEngineers = [
  person(11, 'engineer', 'Марат Галеев', 'engineer2'),
  person(12, 'engineer', 'Ольга Рябинина', 'engineer3'),
] as const;

const aYear = 'P365D';

/** The supervisor is on duty for the coming year, the others in their own roles too. */
export function demoRoster(now: Instant): (typeof roster.$inferInsert)[] {
  const from = new Date(now);
  const to = new Date(after(now, aYear));
  const onDuty = Object.values(demoPeople).filter(({ roles }) => !roles.includes('integration'));
  return onDuty.map(({ id: userId, roles }, place) => ({
    id: demoId('duty', place + 1),
    role: roles[0]!,
    userId,
    from,
    to,
  }));
}
