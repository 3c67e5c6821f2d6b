import { z } from 'zod';
import { contactChannels } from '../../domain/words.ts';
import { messageCauses } from './message-causes.ts';
import { timeOfDay, timeZone } from './reference-time.ts';

/** How somebody wants to hear from the desk: alike on a customer's list and on a ticket. */

export const webhook = z
  .url({ protocol: /^https$/, hostname: z.regexes.domain, error: 'is no https address with a name of a host' })
  .max(500)
  .refine((url) => !url.includes('@'), 'has a name or a password in it')
  .describe('Where a program of theirs listens; https');

export const prefers = z
  .array(z.enum(contactChannels))
  .max(contactChannels.length)
  .transform((given) => [...new Set(given)]);

export const consents = z
  .partialRecord(z.enum(contactChannels), z.boolean())
  .describe('`false` for a channel that they have and do not want to be told by');
export type Consents = z.output<typeof consents>;

const hours = { from: timeOfDay, to: timeOfDay, timeZone: timeZone.exactOptional() };
const isSome = ({ from, to }: { readonly from: string; readonly to: string }) => from !== to;
const noHours = { message: 'is the same as `from`', path: ['to'] };

/** From the evening to the morning, or within a day. */
export const quietHours = z
  .strictObject({
    ...hours,
    except: z
      .array(z.enum(messageCauses))
      .max(messageCauses.length)
      .readonly()
      .exactOptional()
      .describe('What they asked to hear at once all the same'),
  })
  .refine(isSome, noHours);

/** Of somebody of the desk: while they are not on duty. */
export const restHours = z.strictObject(hours).refine(isSome, noHours);
