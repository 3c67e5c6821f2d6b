import { z } from 'zod';
import { roles } from '../../domain/actor.ts';
import { byId, email, id, instant, language, name } from './common.ts';
import { phone } from './phone.ts';
import { roleList } from './session.ts';
import { consents, prefers, quietHours, restHours, webhook } from './contact-preferences.ts';

const login = z.string().regex(/^[\p{L}\p{N}._@-]{1,100}$/u, 'has other signs than letters, digits and ._@-');
// How long a password has to be is the operator's own rule; slow hashes and counted guesses protect the short ones.
const password = z.string().min(4).max(1_000);

// What may stand in the name of an endpoint of the exchange.
const extension = z
  .string()
  .regex(/^[\w.*#+-]{1,40}$/, 'has other signs than letters, digits and ._*#+-')
  .describe('Their own phone at the telephone exchange');

const user = {
  ...{ login, name, roles: roleList, language },
  ...{ email: email.exactOptional(), phone: phone.exactOptional(), extension: extension.exactOptional() },
  quietHours: restHours.exactOptional(),
};
export const newUser = z.strictObject({ ...user, password });
/** Without a password the old one stays. */
export const changedUser = z.strictObject({ ...user, password: password.exactOptional() });

export const customer = z.strictObject({
  name,
  language,
  phones: z.array(phone).max(50),
  emails: z.array(email).max(50),
});

const addressOf = { phone: 'phone', email: 'email', sms: 'phone', webhook: 'webhook' } as const;

export const customerContact = z
  .strictObject({
    name,
    phone: phone.exactOptional(),
    email: email.exactOptional(),
    webhook: webhook.exactOptional(),
    language,
    prefers,
    mayConfirm: z.boolean(),
    consents: consents.exactOptional(),
    quietHours: quietHours.exactOptional(),
  })
  .check(({ value, issues }) => {
    const fault = (path: PropertyKey[], message: string) =>
      issues.push({ code: 'custom', input: value, path, message });
    if (!value.phone && !value.email) fault(['phone'], 'is needed where there is no e-mail address');
    value.prefers.forEach((channel, index) => {
      if (!value[addressOf[channel]]) fault(['prefers', index], 'has no address');
    });
  });

export const contactOfCustomer = byId.extend({ contactId: id });

const dutyRole = z.enum(roles);
export const rosterOf = z.strictObject({ role: dutyRole });
export const roster = z
  .strictObject({
    role: dutyRole,
    entries: z.array(z.strictObject({ userId: id, from: instant, to: instant })).max(2_000),
  })
  .check(({ value, issues }) => {
    value.entries.forEach(({ from, to }, index) => {
      if (to > from) return;
      issues.push({ code: 'custom', input: to, path: ['entries', index, 'to'], message: 'is not after `from`' });
    });
  });
