import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../domain/refusal.ts';
import { keptFilesIn } from '../../files/kept-files.ts';
import { startAtOnce } from '../open-ticket.ts';
import type { Parts } from '../parts.ts';
import { languageOf, problemOf } from '../problem.ts';
import { isLateAnswer, keepRepeatedAnswer } from '../repeated-answer.ts';
import type { CustomersLink, CustomersQuery, DeedName } from '../schemas/customer-deeds.ts';
import type { CustomerView } from '../schemas/customer-view.ts';
import { answerBody, type AnswerBody } from '../schemas/customer-deeds.ts';
import { deeds, type Sent } from './deeds.ts';
import { holders, type Holder } from './holder.ts';
import { onceByLink } from './once.ts';
import { photoIn, takePhoto } from './photos.ts';
import { backToPage, isForm, sendRefusedForm } from './replies.ts';
import { viewer } from './viewer.ts';

type Request = FastifyRequest<{ Params: CustomersLink; Querystring: CustomersQuery; Body: Sent }>;

/** Handles what a customer does: 202 with the ticket as it is then; a form comes back to the page. */
export function doing(parts: Parts, name: DeedName, take: Taking) {
  const [holderOf, viewFor] = [holders(parts), viewer(parts)];
  return async (request: Request, reply: FastifyReply): Promise<void> => {
    const { token } = request.params;
    const { language } = request.query;
    const holder = await holderOf(token);
    const refusal = await refusalOf(() => take(request, holder));
    if (isLateAnswer(refusal)) await keepLate(parts, holder, answerBody.parse(request.body));
    const view = await viewFor(token, language);
    if (!isForm(request)) await answerProgram(request, reply, { refusal, view });
    else if (refusal === null || stands(view, request.body)) await backToPage(reply, { token, language, did: name });
    else await sendRefusedForm(request, reply, view, { token, form: name, refusal });
  };
}

function keepLate({ database }: Parts, { ticket, contactId }: Holder, { decision, note }: AnswerBody): Promise<void> {
  const by = { kind: 'customer', id: contactId } as const;
  return keepRepeatedAnswer(database, { number: ticket.number, by, contactId, decision, note });
}

type Taking = (request: Request, holder: Holder) => Promise<void>;

/** Takes what stands in the body. */
export function bodyOf(parts: Parts, name: keyof typeof deeds): Taking {
  return async (request, holder) => {
    if (request.validationError) throw request.validationError;
    const { body } = request;
    const asked = { number: holder.ticket.number, body };
    const opened = await onceByLink(parts.database, request, asked, (tx) => deeds[name].does(tx, holder, body));
    if (opened !== null) await startAtOnce(parts, opened);
  };
}

/** Takes the photo of a form. */
export function photoOf({ database, config }: Parts): Taking {
  const files = keptFilesIn(config.filesDir);
  return async (request, holder) => {
    const photo = await photoIn(request);
    const { formId, sha256 } = photo;
    const asked = { number: holder.ticket.number, body: { formId, sha256 } };
    await onceByLink(database, request, asked, (tx) => takePhoto(tx, files, holder, photo));
  };
}

async function refusalOf(act: () => Promise<void>): Promise<Refusal | null> {
  try {
    await act();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** Who says once more what they have said already is thanked, not refused. */
function stands({ answer }: CustomerView, body: object | undefined): boolean {
  return answer !== null && body !== undefined && 'decision' in body && body.decision === answer.decision;
}

/** A closed question comes with what was answered to it. */
function answerProgram(
  request: FastifyRequest,
  reply: FastifyReply,
  { refusal, view }: { readonly refusal: Refusal | null; readonly view: CustomerView },
): FastifyReply {
  if (refusal === null) return reply.code(202).send(view);
  if (refusal.code !== 'alreadyAnswered') throw refusal;
  const problem = problemOf(refusal.code, languageOf(request.headers['accept-language']));
  void reply.code(problem.status).type('application/problem+json').serializer(JSON.stringify);
  return reply.send({ ...problem, answer: view.answer });
}
