import type { FastifyReply, FastifyRequest } from 'fastify';
import { v7 } from 'uuid';
import type { Refusal } from '../../domain/refusal.ts';
import type { Language } from '../../domain/words.ts';
import { statusOf } from '../errors.ts';
import { wantsPage } from '../plugins/customer-pages.ts';
import type { Place } from '../pages/form.ts';
import { ticketPage } from '../pages/ticket-page.ts';
import type { DeedName } from '../schemas/customer-deeds.ts';
import type { CustomerView } from '../schemas/customer-view.ts';

/** A form wants the page again, or to be told beside its fields what is wrong. */
export function isForm(request: FastifyRequest): boolean {
  const { 'content-type': sent = '' } = request.headers;
  return wantsPage(request) && forms.some((type) => sent.startsWith(type));
}

const forms = ['application/x-www-form-urlencoded', 'multipart/form-data'];

export function sendPage(
  reply: FastifyReply,
  view: CustomerView,
  { status = 200, ...place }: Omit<Place, 'formId'> & { readonly status?: number },
): FastifyReply {
  void reply.code(status).header('content-language', view.language).type('text/html; charset=utf-8');
  return reply.send(ticketPage(view, { ...place, formId: v7() }));
}

interface Refused {
  readonly token: string;
  readonly form: DeedName;
  readonly refusal: Refusal;
}

/** The page again, with what is in the way; it stands one level below its own address then. */
export function sendRefusedForm(
  { body }: FastifyRequest,
  reply: FastifyReply,
  view: CustomerView,
  { token, form, refusal }: Refused,
): FastifyReply {
  const paths = refusal.faults.map(({ path }) => path);
  const refused = { form, code: refusal.code, paths, given: textsIn(body) };
  return sendPage(reply, view, { here: `../${token}`, refused, status: statusOf[refusal.code] });
}

/** What people typed comes back to them, whatever else a request may hold. */
function textsIn(body: unknown): Readonly<Record<string, string>> {
  const fields = Object.entries(typeof body === 'object' && body !== null ? body : {});
  return Object.fromEntries(fields.filter((field): field is [string, string] => typeof field[1] === 'string'));
}

interface Back {
  readonly token: string;
  readonly language: Language | undefined;
  /** What the page says thank you for; our question has words of its own for that. */
  readonly did: DeedName;
}

/** Relative, so that it also leads home behind a path of a proxy. */
export function backToPage(reply: FastifyReply, { token, language, did }: Back): FastifyReply {
  const query = new URLSearchParams({ ...(language && { language }), ...(did !== 'answer' && { did }) }).toString();
  return reply
    .code(303)
    .header('location', `../${token}${query === '' ? '' : `?${query}`}`)
    .send();
}
