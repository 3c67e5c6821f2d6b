import type { Role } from './actor.ts';

/** Who may do what: the table of the HTTP surface, the one copy of it. */
const desk: readonly Role[] = ['agent', 'supervisor', 'noc'];
const everyone: readonly Role[] = ['agent', 'dispatcher', 'engineer', 'storekeeper', 'supervisor', 'admin', 'noc'];

export const mayDo = {
  openTicket: [...desk, 'integration'],
  readTickets: ['agent', 'dispatcher', 'supervisor', 'admin', 'noc'],
  addNote: [...everyone, 'integration'],
  logCall: [...desk, 'dispatcher', 'engineer'],
  changeContact: [...desk, 'dispatcher', 'engineer'],
  doCallTask: [...desk, 'dispatcher', 'engineer'],
  takeDrafts: desk,
  assign: [...desk, 'dispatcher'],
  handOver: [...desk, 'dispatcher'],
  promiseEta: [...desk, 'dispatcher'],
  wait: [...desk, 'dispatcher'],
  voidWait: ['supervisor'],
  changeSeverity: desk,
  identifyService: desk,
  moveTerms: ['supervisor'],
  testAgain: [...desk, 'dispatcher', 'engineer'],
  confirmZone: [...desk, 'dispatcher', 'engineer'],
  planWorks: ['dispatcher', 'supervisor'],
  askVisit: ['agent', 'dispatcher', 'supervisor'],
  doVisit: ['engineer', 'dispatcher', 'supervisor'],
  reserveParts: ['agent', 'dispatcher', 'engineer', 'storekeeper', 'supervisor'],
  changeStock: ['storekeeper', 'supervisor'],
  planShifts: ['dispatcher', 'supervisor', 'admin'],
  resolve: [...desk, 'engineer'],
  confirm: ['agent', 'supervisor'],
  cancel: ['agent', 'supervisor'],
  reject: ['agent', 'supervisor'],
  escalate: [...desk, 'dispatcher', 'engineer', 'storekeeper'],
  readHistory: ['supervisor'],
  readReports: ['supervisor', 'admin'],
  readReferenceData: [...everyone, 'integration'],
  changeReferenceData: ['admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Act = keyof typeof mayDo;

export function may(roles: readonly Role[], act: Act): boolean {
  const allowed: readonly Role[] = mayDo[act];
  return roles.some((role) => allowed.includes(role));
}
