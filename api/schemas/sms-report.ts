import { z } from 'zod';

/** A short word of the gateway's: it is shown to staff and kept in the protocol, so it can hold no number and no text. */
const failure = z.string().regex(/^[A-Za-z][A-Za-z0-9_.:-]{0,49}$/, 'is no code such as expired or unknownSubscriber');

export const smsReport = z.strictObject({
  reference: z.string().min(1).max(200),
  outcome: z.enum(['delivered', 'failed']),
  failure: failure.exactOptional(),
});
