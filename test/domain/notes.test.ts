import { describe, expect, it } from 'vitest';
import { byOf, type Person } from '../../domain/actor.ts';
import type { TicketContact } from '../../domain/events.ts';
import { noteAdded } from '../../domain/notes.ts';
import { obligations } from '../../domain/obligations.ts';
import type { Visibility } from '../../domain/words.ts';
import { amira, at, galina, irina, oleg, pavel, vera, words } from '../support/cast.ts';
import { notesAt } from '../support/clock-deeds.ts';
import { claims, hears, restores } from '../support/deeds.ts';
import { happens, opened, tell, type Step, type Story } from '../support/story.ts';

const atTen = at('10:00');
const aPortal: Person = { kind: 'person', id: 'a-portal', roles: ['integration'] };

/** Whom a note that was just added is owed to, and how: the contact’s id and the channel. */
function owedBy(story: Story): string[] {
  const { position } = story.entries.at(-1)!;
  const owed = obligations(story.ticket).filter((one) => one.position === position);
  return owed.map(({ cause, to, channel }) => `${cause} ${'contactId' in to ? to.contactId : 'staff'} ${channel}`);
}

function toldOf(contacts: readonly TicketContact[], ...before: readonly Step[]): string[] {
  return owedBy(tell(opened({ contacts, speaks: true }), ...before, notesAt(amira, atTen, 'customer')));
}

describe('a note that the customer may see', () => {
  it('is sent to who reported and who is informed, each by their channel', () => {
    expect(toldOf([vera, oleg, galina, irina, pavel])).toEqual([
      `note ${vera.id} email`,
      `note ${oleg.id} phone`,
      `note ${irina.id} email`,
    ]);
  });

  it.each<[string, readonly Step[]]>([
    ['in work', [claims(amira, '09:05')]],
    ['resolved', [restores(amira, '09:30')]],
    ['closed', [restores(amira, '09:30'), hears(amira, '09:40', vera, 'accepted')]],
  ])('is sent on a ticket that is %s', (_what, steps) => {
    expect(toldOf([vera], ...steps)).toEqual([`note ${vera.id} email`]);
  });

  it('is sent each time, though the one before has not gone out yet', () => {
    const twice = tell(
      opened({ speaks: true }),
      notesAt(amira, atTen, 'customer'),
      notesAt(amira, at('10:01'), 'customer'),
    );
    expect(obligations(twice.ticket).filter(({ cause }) => cause === 'note')).toHaveLength(2);
  });
});

describe('a note', () => {
  const { ticket } = opened({ speaks: true });
  const written = (by: Person, visibility: Visibility, from = ticket) =>
    noteAdded(from, { noteId: 'n1', visibility, texts: words('text') }, by, atTen);

  it('among colleagues is sent to nobody', () => {
    expect(written(amira, 'internal').data).toEqual({ noteId: 'n1', visibility: 'internal', happenedAt: atTen });
  });

  it('of another system, which may be what the customer wrote there, is not sent back', () => {
    expect(written(aPortal, 'customer').data).not.toHaveProperty('told');
    expect(written(amira, 'customer').data).toHaveProperty('told', true);
  });

  it('on a ticket from before the desk sent them is seen on the page alone', () => {
    expect(written(amira, 'customer', opened().ticket).data).not.toHaveProperty('told');
  });

  it('that was recorded before is not sent when its history is told again', () => {
    const { told: _told, ...data } = written(amira, 'customer').data;
    const replayed = tell(opened({ speaks: true }), happens({ type: 'noteAdded', by: byOf(amira), data }));
    expect(owedBy(replayed)).toEqual([]);
  });
});
