import { z } from 'zod';
import { roles } from '../../domain/actor.ts';
import {
  callDirections,
  callOutcomes,
  contactRoles,
  decisions,
  severities,
  severityChangeKinds,
  visibilities,
  waitReasons,
  waitsFor,
  zones,
} from '../../domain/words.ts';
import { email, id, instant, language, name, text } from './common.ts';
import { consents, prefers, quietHours, webhook } from './contact-preferences.ts';
import { phone } from './phone.ts';

/** Within living memory and the life of anything promised: what lies outside is a slip of the keyboard. */
export const nearInstant = instant.refine((value) => value >= '2000-' && value < '2100-', 'lies outside 2000 to 2099');

/** `prefers` left out: whatever there is an address for. */
export const contactDetails = z.strictObject({
  name,
  phone: phone.optional(),
  email: email.optional(),
  language,
  webhook: webhook.optional(),
  prefers: prefers.optional(),
  consents: consents.optional(),
  quietHours: quietHours.optional(),
});
export type ContactDetails = z.output<typeof contactDetails>;

export const contactBody = contactDetails.extend({
  roles: z
    .array(z.enum(contactRoles))
    .min(1)
    .max(contactRoles.length)
    .transform((given) => [...new Set(given)]),
});
export type ContactBody = z.output<typeof contactBody>;

const durationSeconds = z.number().int().min(0).max(86_400);
const callMade = {
  direction: z.enum(callDirections),
  phone: phone.optional(),
  durationSeconds: durationSeconds.optional(),
};

const recorded = [z.strictObject({ callId: id }), z.strictObject({ messageId: z.string().min(1).max(200) })] as const;

/** Proof of a contact's word: a call or message on record, or the call recorded in the same act. */
export const evidence = z.union([
  ...recorded,
  z.strictObject({ call: z.strictObject({ contactId: id, ...callMade }) }),
]);
export type GivenEvidence = z.output<typeof evidence>;

/** The same where the body names the contact already. */
export const evidenceOfContact = z.union([...recorded, z.strictObject({ call: z.strictObject(callMade) })]);

export const teamName = z.string().trim().min(1).max(50);

export const noteBody = z.strictObject({ text, visibility: z.enum(visibilities) });
export const callBody = z.strictObject({
  direction: z.enum(callDirections),
  outcome: z.enum(callOutcomes),
  phone: phone.optional(),
  contactId: id.optional(),
  text: text.optional(),
  durationSeconds: durationSeconds.optional(),
});
/** Nobody named: whoever asks. */
export const assigneeBody = z.strictObject({ userId: id.optional() }).nullish();
export const teamBody = z.strictObject({ team: teamName, note: text.optional() });
export const severityBody = z.strictObject({
  severity: z.enum(severities),
  kind: z.enum(severityChangeKinds),
  reason: text,
  evidence: evidence.optional(),
});
export const termsBody = z.strictObject({
  version: z.number().int().min(1).max(1_000_000),
  /** Where the newer terms promise less. */
  evidence: evidence.optional(),
});
export const serviceBody = z.strictObject({ serviceId: id });
export const etaBody = z.strictObject({ promisedAt: nearInstant, reason: text });
export const waitBody = z.strictObject({
  for: z.enum(waitsFor),
  reason: z.enum(waitReasons),
  note: text.optional(),
  until: nearInstant.optional(),
});
export const reasonBody = z.strictObject({ reason: text });
export const resolutionBody = z.strictObject({
  cause: text,
  measures: text,
  zone: z.enum(zones),
  restoredAt: nearInstant.optional(),
});
export const confirmationBody = z.strictObject({
  decision: z.enum(decisions),
  contactId: id,
  note: text.optional(),
  evidence: evidenceOfContact.optional(),
});
export const cancellationBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('withdrawn'), reason: text, evidence: evidence.optional() }),
  z.strictObject({ kind: z.literal('duplicate'), reason: text, duplicateOf: z.string().max(40) }),
  z.strictObject({ kind: z.literal('mistake'), reason: text }),
  z.strictObject({ kind: z.literal('contractEnded'), reason: text, document: text.optional() }),
]);
export type CancellationBody = z.output<typeof cancellationBody>;
export const escalationBody = z.strictObject({
  to: z.union([
    z.strictObject({ role: z.enum(roles) }),
    z.strictObject({ userId: id }),
    z.strictObject({ team: teamName }),
  ]),
  reason: text,
});
