import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { databaseIsAway } from '../../db/away.ts';
import { Refusal, type RefusalCode } from '../../domain/refusal.ts';
import { retryAfterSeconds } from '../errors.ts';
import { languageOf, problemOf } from '../problem.ts';

/** Everything that goes wrong leaves as a problem document; what nobody expected says only under which id it is logged. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError | Refusal>((error, request, reply) => sendRefusal(error, request, reply));
  app.setNotFoundHandler((request, reply) => sendProblem(request, reply, new Refusal('notFound', 'no such route')));
}

export function sendRefusal(error: FastifyError | Refusal, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = error instanceof Refusal ? error : refusalOf(error);
  if (refusal.code === 'internal' || refusal.code === 'databaseUnavailable') {
    request.log.error({ err: error }, 'a request failed');
  }
  return sendProblem(request, reply, refusal);
}

function sendProblem(request: FastifyRequest, reply: FastifyReply, { code, faults }: Refusal): FastifyReply {
  const language = languageOf(request.headers['accept-language']);
  const problem = problemOf(code, language, faults);
  const wait = retryAfterSeconds[code];
  if (wait !== undefined && !reply.hasHeader('retry-after')) void reply.header('retry-after', wait);
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
  return reply
    .code(problem.status)
    .header('content-language', language)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(code === 'internal' ? { ...problem, detail: `${problem.detail} (${request.id})` } : problem);
}

const ofFramework: Readonly<Record<string, RefusalCode>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformedJson',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformedJson',
  FST_ERR_CTP_BODY_TOO_LARGE: 'bodyTooLarge',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupportedMediaType',
};

function refusalOf(error: FastifyError): Refusal {
  if (databaseIsAway(error)) return new Refusal('databaseUnavailable', 'the database does not answer');
  const code = ofFramework[error.code] ?? (isCallersFault(error) ? 'badRequest' : 'internal');
  return new Refusal(code, error.message);
}

/** What the framework itself refuses: an address that cannot be decoded, a wrong Content-Length. */
function isCallersFault({ code, statusCode }: FastifyError): boolean {
  return typeof code === 'string' && code.startsWith('FST_') && statusCode !== undefined && statusCode < 500;
}
