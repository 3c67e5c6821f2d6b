import fastifyFormbody from '@fastify/formbody';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { Refusal } from '../../domain/refusal.ts';
import type { Language } from '../../domain/words.ts';
import { customerAnswerer } from '../customer-answers.ts';
import { deadLink, holders } from '../customer-holder.ts';
import { customerView, type CustomerView } from '../customer-view.ts';
import { statusOf } from '../errors.ts';
import { pageWords, refusedWords } from '../pages/page-words.ts';
import { ticketPage, type Place } from '../pages/ticket-page.ts';
import type { Parts } from '../parts.ts';
import { limitCustomers } from '../plugins/customer-limits.ts';
import { behaveAsPages, wantsPage } from '../plugins/customer-pages.ts';
import { languageOf, problemOf } from '../problem.ts';
import { customersAnswer, customersLanguage, customersLink } from '../schemas/customer-answer.ts';

/** The customer's page behind the signed link: no sign-in, no cookie, no script. */
export const customerPageRoutes: FastifyPluginAsyncZod<Parts> = async (root, parts) => {
  await root.register(pages, { ...parts, prefix: '/c' });
};

const pages: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  await app.register(fastifyFormbody, { bodyLimit: 64 * 1024 });
  behaveAsPages(app);
  limitCustomers(app, parts);
  app.setNotFoundHandler(() => {
    throw deadLink();
  });
  const [holderOf, answer] = [holders(parts), customerAnswerer(parts.database)];
  const schema = { tags: ['Customer'], security: [], params: customersLink, querystring: customersLanguage };

  app.get('/:token', { schema }, async (request, reply) => {
    const { token } = request.params;
    const view = await viewFor(token, request.query.language);
    return wantsPage(request) ? sendPage(reply, view, { here: token }) : reply.send(view);
  });

  app.post(
    '/:token/answer',
    { attachValidation: true, schema: { ...schema, body: customersAnswer } },
    async (request, reply) => {
      const { token } = request.params;
      const { language } = request.query;
      const holder = await holderOf(token);
      const refusal = await refusalOf(async () => {
        if (request.validationError) throw request.validationError;
        await answer(request, holder, request.body);
      });
      const view = await viewFor(token, language);
      if (isForm(request)) {
        const stands = refusal === null || view.answer?.decision === request.body.decision;
        return stands ? backToPage(reply, token, language) : sendPage(reply, view, refused(refusal, token, view));
      }
      return refusal === null ? reply.code(202).send(view) : sendRefusal(request, reply, { refusal, view });
    },
  );

  async function viewFor(token: string, language: Language | undefined): Promise<CustomerView> {
    const holder = await holderOf(token);
    return customerView(parts.database.db, { ...holder, language: language ?? holder.language });
  }
};

async function refusalOf(act: () => Promise<void>): Promise<Refusal | null> {
  try {
    await act();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

function isForm({ headers }: FastifyRequest): boolean {
  return headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
}

function sendPage(reply: FastifyReply, view: CustomerView, { status = 200, ...place }: Place & { status?: number }) {
  void reply.code(status).header('content-language', view.language).type('text/html; charset=utf-8');
  return reply.send(ticketPage(view, place));
}

/** The page again, with what is in the way; it stands one level below its own address then. */
function refused({ code }: Refusal, token: string, { language }: CustomerView) {
  const notice = (refusedWords[code] ?? pageWords.badAnswer)[language];
  return { here: `../${token}`, notice, status: statusOf[code] };
}

/** Relative, so that it also leads home behind a path of a proxy. */
function backToPage(reply: FastifyReply, token: string, language: Language | undefined) {
  return reply
    .code(303)
    .header('location', `../${token}${language ? `?language=${language}` : ''}`)
    .send();
}

/** A closed question comes with what was answered to it. */
function sendRefusal(
  request: FastifyRequest,
  reply: FastifyReply,
  { refusal, view }: { refusal: Refusal; view: CustomerView },
) {
  if (refusal.code !== 'alreadyAnswered') throw refusal;
  const problem = problemOf(refusal.code, languageOf(request.headers['accept-language']));
  void reply.code(problem.status).type('application/problem+json').serializer(JSON.stringify);
  return reply.send({ ...problem, answer: view.answer });
}
