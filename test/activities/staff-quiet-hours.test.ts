import { expect, it } from 'vitest';
import { onDuty } from '../../db/duty.ts';
import type { Addressee } from '../../domain/terms.ts';
import { amira, nikolai, sergei } from '../support/cast.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';
import { tellingDesk } from '../support/telling-desk.ts';

/** In Moscow, where the desk is. */
const midnight = '2026-01-05T21:00:00.000Z';
const noon = '2026-01-05T09:00:00.000Z';
const quietHours = { from: '22:00', to: '08:00' };
const resting = { quietHours };

// "Escalation mails at midnight and on weekends": who is off duty sleeps, and who is on duty hears it instead.
describeUnless(whyNoPostgres, 'a notice at midnight', () => {
  const desk = tellingDesk();
  const told = async (to: Addressee, now = midnight) => {
    const people = await onDuty(desk().database.db, to, now);
    return people.map(({ userId }) => userId);
  };
  const toAmira = { userId: amira.id };

  it('goes to whoever is on duty, and not to the one who rests', async () => {
    await desk().employs(amira.id, 'agent', resting);
    await desk().employs(nikolai.id, 'agent', { rostered: true });
    expect(await told(toAmira)).toEqual([nikolai.id]);
    expect(await told(toAmira, noon)).toEqual([amira.id]);
  });

  it('goes to the shift lead where nobody is on duty', async () => {
    await desk().employs(amira.id, 'agent', resting);
    await desk().employs(sergei.id, 'supervisor', { rostered: true });
    expect(await told(toAmira)).toEqual([sergei.id]);
    expect(await told({ role: 'agent' })).toEqual([sergei.id]);
  });

  it('goes to who is on duty themselves, whatever hours they rest otherwise', async () => {
    await desk().employs(amira.id, 'agent', { ...resting, rostered: true });
    expect(await told(toAmira)).toEqual([amira.id]);
    expect(await told({ team: 'desk' })).toEqual([amira.id]);
  });

  it('leaves out those of a role who rest, as long as one is awake', async () => {
    await desk().employs(amira.id, 'noc', resting);
    await desk().employs(nikolai.id, 'noc');
    expect(await told({ role: 'noc' })).toEqual([nikolai.id]);
  });

  it('is not lost where everybody rests', async () => {
    await desk().employs(amira.id, 'noc', resting);
    await desk().employs(sergei.id, 'supervisor', resting);
    expect(await told({ role: 'noc' })).toEqual([sergei.id]);
    expect(await told({ role: 'supervisor' })).toEqual([sergei.id]);
  });
});
