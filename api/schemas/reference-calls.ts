import { z } from 'zod';
import { callDirections, callOutcomes } from '../../domain/words.ts';
import { text } from './common.ts';
import { phone } from './phone.ts';

const aDaySeconds = 86_400;

/** What is known of a call, whatever it is about. */
export const looseCall = z.strictObject({
  direction: z.enum(callDirections),
  phone: phone.exactOptional(),
  outcome: z.enum(callOutcomes),
  text: text.exactOptional(),
  durationSeconds: z.number().int().min(0).max(aDaySeconds).exactOptional(),
});

export const callerQuery = z.strictObject({ phone });
