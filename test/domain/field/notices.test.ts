import { describe, expect, it } from 'vitest';
import { byOf } from '../../../domain/actor.ts';
import { egor, galina, irina, vera } from '../../support/cast.ts';
import {
  accepts,
  arrives,
  confirmsZone,
  departs,
  fails,
  hour,
  sent,
  theVisit,
  visitIsBooked,
  visitIsCancelled,
  visitIsMade,
  visitIsTaken,
} from '../../support/field-deeds.ts';
import { happens, tell, type Step, type Story } from '../../support/story.ts';

const morning = hour('10:00', '10:30');
const afternoon = hour('14:00', '14:30');

/** What is owed since the visit was made, as cause and whom. */
function owedAfter(...steps: Step[]): string[] {
  const made = tell(sent({ contacts: [vera, galina, irina] }), confirmsZone('09:10'), visitIsMade('09:11'));
  return told(made, tell(made, ...steps));
}

function told(before: Story, after: Story): string[] {
  const known = new Set(before.ticket.owed.map(({ key }) => key));
  const owed = after.ticket.owed.filter(({ key }) => !known.has(key));
  return owed.map(({ cause, to }) => `${cause}: ${'contactId' in to ? 'customer' : 'userId' in to ? to.userId : '-'}`);
}
const customers = (cause: string) => [`${cause}: customer`, `${cause}: customer`];

describe('of a visit', () => {
  it('the engineer is told when it is offered, the customer when it is accepted', () => {
    expect(owedAfter(visitIsBooked(morning))).toEqual([`visitOffered: ${egor.id}`]);
    expect(owedAfter(accepts('09:20', morning))).toEqual(customers('visitAgreed'));
  });

  it('the customer is told once, and when the window is another', () => {
    const agreed = [visitIsBooked(morning), accepts('09:20', morning)];
    const moved = [...agreed, visitIsBooked(afternoon), accepts('09:40', afternoon)];
    expect(owedAfter(...agreed, accepts('09:21', morning)).filter((one) => one.startsWith('visitAgreed'))).toHaveLength(
      2,
    );
    expect(owedAfter(...moved).slice(-2)).toEqual(customers('visitMoved'));
  });

  it('that an urgent one takes the time of, customer and engineer are told at once', () => {
    const taken = owedAfter(visitIsBooked(morning), accepts('09:20', morning), visitIsTaken('preempted'));
    expect(taken.slice(-3).toSorted()).toEqual([...customers('visitMoved'), `visitCalledOff: ${egor.id}`].toSorted());
  });

  it('whose engineer was silent nobody is told but the next engineer', () => {
    expect(owedAfter(visitIsBooked(morning), visitIsTaken('notAccepted'))).toEqual([`visitOffered: ${egor.id}`]);
  });

  it('the customer hears that the engineer is on the way, unless they are there already', () => {
    expect(owedAfter(departs('09:40'))).toEqual(customers('engineerOnTheWay'));
    expect(owedAfter(arrives('10:05'), departs('09:40'))).toEqual([]);
  });

  it.each([
    ['operator', 'visitMissed'],
    ['customer', 'visitFailed'],
  ] as const)('that led to nothing by the fault of the %s the customer hears so', (fault, cause) => {
    expect(owedAfter(fails('10:40', fault))).toEqual(customers(cause));
  });

  it('that is called off the customer hears only where they had been told a window', () => {
    expect(owedAfter(visitIsCancelled('09:30', 'asked'))).toEqual([]);
    const agreed = owedAfter(accepts('09:20', morning), visitIsCancelled('09:30', 'asked'));
    expect(agreed.slice(-2)).toEqual(customers('visitCancelled'));
  });

  it('whoever booked themselves is not asked whether they will go', () => {
    const own = (story: Story): Story => {
      const why = { ru: 'Сам.', en: 'By myself.' };
      const data = { visitId: theVisit, engineerId: egor.id, window: morning, acceptBy: null, why, first: true };
      return happens({ type: 'visitBooked', by: byOf(egor), data })(story);
    };
    expect(owedAfter(own)).toEqual([]);
  });

  it('to the last mile on a site of ours the customer is not told', () => {
    const atOurs = tell(sent({ contacts: [vera] }), confirmsZone('09:10', { zone: 'access' }), visitIsMade('09:11'));
    const ours = { ...atOurs.ticket.field!.visits[0]!, ourSite: true };
    const story = { ...atOurs, ticket: { ...atOurs.ticket, field: { ...atOurs.ticket.field!, visits: [ours] } } };
    expect(told(story, tell(story, accepts('09:20', morning), departs('09:30')))).toEqual([]);
    expect(told(atOurs, tell(atOurs, accepts('09:20', morning)))).toEqual(['visitAgreed: customer']);
  });

  it('to a site of ours the customer is not told', () => {
    const made = tell(sent(), confirmsZone('09:10', { zone: 'core', element: null }), visitIsMade('09:11'));
    expect(told(made, tell(made, accepts('09:20', morning), departs('09:30')))).toEqual([]);
  });
});
