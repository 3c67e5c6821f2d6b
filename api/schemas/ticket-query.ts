import { z } from 'zod';
import { stages, statuses } from '../../domain/status.ts';
import { priorities, severities, zones } from '../../domain/words.ts';
import { id, page } from './common.ts';
import { teamName } from './ticket-commands.ts';

export const ticketSorts = ['nextDeadline', 'openedAt', '-openedAt'] as const;

/** One word of a closed list, or several with commas. */
function someOf<T extends string>(words: readonly [T, ...T[]]) {
  return z
    .string()
    .max(200)
    .transform((value) => value.split(','))
    .pipe(z.array(z.enum(words)))
    .optional();
}

export const ticketQuery = z.strictObject({
  ...page,
  status: someOf(statuses),
  stage: someOf(stages),
  priority: someOf(priorities),
  severity: someOf(severities),
  assignee: z.union([z.literal('me'), z.literal('none'), id]).optional(),
  team: teamName.optional(),
  customerId: id.optional(),
  serviceId: id.optional(),
  zone: z.enum(zones).optional(),
  outage: id.optional(),
  overdue: z.enum(['true', 'false']).optional(),
  q: z.string().trim().min(1).max(200).optional().describe('A number as written, or part of a name'),
  sort: z.enum(ticketSorts).default('nextDeadline'),
});
export type TicketQuery = z.output<typeof ticketQuery>;
