import { describe, expect, it } from 'vitest';
import { may, mayDo, type Act } from '../../domain/access.ts';
import { roles } from '../../domain/actor.ts';

/** Who may do what, row by row as the operator agreed it; columns in the order of the roles. */
const agreed: Readonly<Record<Act, string>> = {
  //                   agent dispatcher engineer storekeeper supervisor admin integration noc
  openTicket: '+ . . . + . + +',
  readTickets: '+ + . . + + . +',
  addNote: '+ + + + + + + +',
  logCall: '+ + + . + . . +',
  changeContact: '+ + + . + . . +',
  doCallTask: '+ + + . + . . +',
  takeDrafts: '+ . . . + . . +',
  assign: '+ + . . + . . +',
  handOver: '+ + . . + . . +',
  promiseEta: '+ + . . + . . +',
  wait: '+ + . . + . . +',
  voidWait: '. . . . + . . .',
  changeSeverity: '+ . . . + . . +',
  identifyService: '+ . . . + . . +',
  moveTerms: '. . . . + . . .',
  planWorks: '. + . . + . . .',
  askVisit: '+ + . . + . . .',
  doVisit: '. + + . + . . .',
  reserveParts: '+ + + + + . . .',
  changeStock: '. . . + + . . .',
  planShifts: '. + . . + + . .',
  testAgain: '+ + + . + . . +',
  confirmZone: '+ + + . + . . +',
  resolve: '+ . + . + . . +',
  confirm: '+ . . . + . . .',
  cancel: '+ . . . + . . .',
  reject: '+ . . . + . . .',
  escalate: '+ + + + + . . +',
  readHistory: '. . . . + . . .',
  readReports: '. . . . + + . .',
  readReferenceData: '+ + + + + + + +',
  changeReferenceData: '. . . . . + . .',
};
const acts = Object.keys(mayDo) as Act[];

describe('the right to', () => {
  it.each(acts)('%s is given as agreed', (act) => {
    expect(roles.map((role) => (may([role], act) ? '+' : '.')).join(' ')).toBe(agreed[act]);
  });

  it('do anything is nobody’s who has no role', () => {
    expect(acts.filter((act) => may([], act))).toEqual([]);
  });

  it('do something comes with any one of a person’s roles', () => {
    expect(may(['storekeeper', 'supervisor'], 'voidWait')).toBe(true);
  });
});
