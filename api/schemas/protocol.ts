import { z } from 'zod';
import { readReceipt } from '../../domain/receipt.ts';
import { visibilities } from '../../domain/words.ts';
import { listOf, page } from './common.ts';

const by = z.object({ kind: z.enum(['person', 'system', 'customer']), id: z.string().optional() });

export const entryView = z.object({
  position: z.number(),
  at: z.string().describe('When it was recorded'),
  type: z.string(),
  by,
  byName: z.string().optional().describe('Beside the chain, so that it can be erased'),
  channel: z.string().optional(),
  visibility: z.enum(visibilities),
  data: z.record(z.string(), z.unknown()),
  private: z
    .record(z.string(), z.object({ value: z.string(), salt: z.string() }).nullable())
    .optional()
    .describe('Free and personal texts; their digests stand in `data.digests`. Null once erased'),
  text: z.object({ ru: z.string(), en: z.string() }),
  hash: z.string(),
  previousHash: z.string(),
});
export type EntryView = z.output<typeof entryView>;

export const protocolQuery = z.strictObject({ ...page, limit: page.limit.default(200) });
export const protocolPage = listOf(entryView);

export const protocolExport = z.object({
  ticket: z.string(),
  exportedAt: z.string(),
  recipe: z.object({
    algorithm: z.string(),
    encoding: z.string(),
    canonical: z.string(),
    fields: z.array(z.string()).readonly(),
  }),
  items: z.array(entryView),
});

export const verificationQuery = z.strictObject({
  receipt: z
    .string()
    .max(200)
    .transform((text, context) => {
      const receipt = readReceipt(text);
      if (receipt !== null) return receipt;
      context.addIssue({ code: 'custom', message: 'is no receipt such as HD-1000017/17/9f3c2a7b1d4e8a55' });
      return z.NEVER;
    })
    .optional()
    .describe('As a message ends with it: number, position and the beginning of the hash'),
});

const texts = z.object({ ru: z.string(), en: z.string() });
const receiptVerdict = z
  .discriminatedUnion('verdict', [
    z.object({ verdict: z.literal('stands'), entry: z.object({ at: z.string(), text: texts }), text: texts }),
    z.object({ verdict: z.literal('brokenLater'), brokenAt: z.number(), text: texts }),
    z.object({ verdict: z.literal('rewritten'), brokenAt: z.number().nullable(), text: texts }),
    z.object({ verdict: z.literal('cutOff'), positions: z.number(), text: texts }),
    z.object({ verdict: z.literal('unknown'), text: texts }),
  ])
  .describe('Whether the entry that the receipt names, and all before it, are what they were when it was given');

export const verification = z.union([
  z.object({ intact: z.literal(true), positions: z.number(), receipt: receiptVerdict.optional() }),
  z.object({ intact: z.literal(false), brokenAt: z.number(), receipt: receiptVerdict.optional() }),
]);

export const historyView = z.object({
  workflowId: z.string(),
  runId: z.string(),
  url: z.string().nullable().describe('The run in the engine’s own UI'),
  items: z.array(z.object({ eventId: z.number(), at: z.string(), kind: z.string(), summary: z.string() })).readonly(),
  pendingTimers: z.array(z.object({ startedAt: z.string(), summary: z.string() })).readonly(),
  pendingActivities: z.array(z.object({ type: z.string(), attempt: z.number(), state: z.string() })).readonly(),
});
