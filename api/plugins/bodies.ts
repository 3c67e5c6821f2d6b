import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal, type Fault } from '../../domain/refusal.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads JSON bodies. An empty one is no body, so that `DELETE` and `PUT` without a body may still name the type. */
export function readBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (body.length === 0) return done(null, undefined);
    let text: string;
    try {
      text = utf8.decode(body as Buffer);
    } catch {
      return done(new Refusal('malformedJson', 'the body is not UTF-8'));
    }
    // The parser answers by its callback alone; what it returns is for parsers that are promises.
    void parse(request, text, (error, value: unknown) =>
      done(error === null ? null : new Refusal('malformedJson', 'the body is not JSON'), value),
    );
  });
  app.addHook('preValidation', refuseBrokenTexts);
}

/** PostgreSQL keeps no NUL, and UTF-8 no half of a surrogate pair: such texts are refused before anything is done. */
async function refuseBrokenTexts({ body, query }: FastifyRequest): Promise<void> {
  const inQuery = brokenTexts(query);
  if (inQuery.length > 0) throw new Refusal('badQuery', 'a text cannot be stored', inQuery);
  const inBody = brokenTexts(body);
  if (inBody.length > 0) throw new Refusal('invalidBody', 'a text cannot be stored', inBody);
}

const deepest = 32;

function brokenTexts(value: unknown, path: readonly string[] = []): Fault[] {
  if (typeof value === 'string') return isSound(value) ? [] : [fault(path, 'holds a NUL or half a character')];
  if (typeof value !== 'object' || value === null) return [];
  if (path.length === deepest) return [fault(path, 'is nested too deeply')];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(isSound(key) ? [] : [fault(path, 'has a field whose name holds a NUL or half a character')]),
    ...brokenTexts(inner, [...path, key]),
  ]);
}

const half = /\p{Surrogate}/u;

function isSound(text: string): boolean {
  return !text.includes('\0') && !half.test(text);
}

function fault(path: readonly string[], message: string): Fault {
  return { path: path.join('.'), message };
}
