import { describe, expect, it } from 'vitest';
import { obligations, type Owed } from '../../../domain/obligations.ts';
import { toldBefore } from '../../../domain/telling/in-order.ts';
import type { Ticket } from '../../../domain/ticket.ts';
import { amira, at, galina, vera } from '../../support/cast.ts';
import { claims, promises, restores } from '../../support/deeds.ts';
import { tell } from '../../support/story.ts';
import { deferred, sentBy, speaking } from '../../support/telling-deeds.ts';

const promised = [claims(amira, '09:05'), promises(amira, '09:10', '10:00')];
const opened = `opened:1:${vera.id}:email`;

/** What Vera is to hear before this, by mail. */
function before(ticket: Ticket, cause: Owed['cause']): string[] {
  const later = obligations(ticket).find(
    ({ to, channel, ...one }) => one.cause === cause && channel === 'email' && isFor(vera.id, to),
  );
  return toldBefore(ticket, later!).map((one) => one.cause);
}

function isFor(contactId: string, to: Owed['to']): boolean {
  return 'contactId' in to && to.contactId === contactId;
}

describe('what a contact is to hear before something else', () => {
  it('is what is owed them of earlier entries by the same channel', () => {
    const { ticket } = tell(speaking([vera, galina]), ...promised, restores(amira, '09:30'));
    expect(before(ticket, 'restored')).toEqual(['opened', 'etaPromised']);
    expect(before(ticket, 'etaPromised')).toEqual(['opened']);
    expect(before(ticket, 'opened')).toEqual([]);
  });

  it('is nothing that has gone out, or is put off', () => {
    expect(before(tell(speaking([vera]), ...promised, sentBy(opened, '09:11', '09:26')).ticket, 'etaPromised')).toEqual(
      [],
    );
    expect(before(tell(speaking([vera]), ...promised, deferred(opened, at('20:00'))).ticket, 'etaPromised')).toEqual(
      [],
    );
  });
});
