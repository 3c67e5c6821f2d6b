import { z } from 'zod';
import { intakeChannels } from '../../domain/words.ts';
import { description, id } from './common.ts';
import { contactDetails, nearInstant } from './ticket-commands.ts';

/** What a question is answered with; whether it fits the question is the questionnaire's word. */
const answer = z.union([z.string().max(10_000), z.number(), z.boolean()]);

export const openingBody = z
  .strictObject({
    serviceId: id.optional().describe('Left out where the service cannot be found: the default terms hold meanwhile'),
    contact: contactDetails.optional().describe('Who reports; may be left out for monitoring alone'),
    reportedAt: nearInstant.optional().describe('Receipt of the call, the mail, the alarm; now, where left out'),
    channel: z.enum(intakeChannels),
    draft: id.optional().describe('The mail that it is opened from: its receipt is the report, its files go along'),
    liveCallId: id.optional().describe('The call at the exchange in which it was reported'),
    previous: z.string().max(40).optional().describe('An earlier ticket of the same customer'),
    questionnaire: z
      .strictObject({
        id,
        version: z.number().int().min(1).max(1_000_000),
        answers: z.record(z.string().min(1).max(200), answer),
      })
      .optional()
      .describe('May be left out for monitoring alone'),
    description,
  })
  .superRefine(({ channel, contact, questionnaire }, context) => {
    if (channel === 'monitoring') return;
    const message = `is needed for the channel ${channel}`;
    if (!contact) context.addIssue({ code: 'custom', path: ['contact'], message });
    if (!questionnaire) context.addIssue({ code: 'custom', path: ['questionnaire'], message });
  });
export type OpeningBody = z.output<typeof openingBody>;
