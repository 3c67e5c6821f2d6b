import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { keepReport } from '../../db/delivery-reports.ts';
import { Refusal } from '../../domain/refusal.ts';
import { isSigned } from '../../mail/signature.ts';
import type { Parts } from '../parts.ts';
import { smsReport } from '../schemas/sms-report.ts';

const bodyLimit = 16 * 1024;

/** What a gateway says later about the texts that it took. Signed as the desk signs what it posts to the gateway. */
export const smsReportRoutes: FastifyPluginAsyncZod<Parts> = async (app, { config, database }) => {
  // The signature is that of the bytes.
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  const schema = { tags: ['Reports'], security: [], summary: 'What became of texts, from the gateway of SMS_URL' };

  app.post('/hooks/sms', { bodyLimit, schema }, async ({ headers, body }) => {
    if (config.sms?.by !== 'gateway') throw new Refusal('notFound', 'no gateway sends our texts');
    const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    const now = new Date().toISOString();
    if (!isSigned(config.sms.secret, { headers, body: bytes, now })) {
      throw new Refusal('unauthenticated', 'the signature is not the gateway’s, or it is old');
    }
    await keepReport(database.db, { channel: 'sms', ...reportIn(bytes), at: now });
    return {};
  });
};

function reportIn(bytes: Buffer) {
  const { data, error } = smsReport.safeParse(parsed(bytes));
  if (data) return data;
  const faults = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  throw new Refusal('invalidBody', 'this is no report', faults);
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw new Refusal('malformedJson', 'the body is not JSON');
    throw error;
  }
}
