import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { units, type Measured } from '../../domain/line/tests.ts';
import { exchange, keeping, type Ended, type Question } from '../http/exchange.ts';
import { TestFailed, type Around, type Asked, type OneByOne, type Seen } from '../kind.ts';
import { measured } from '../measured.ts';
import { secretNamed } from '../secrets.ts';

const settings = z.object({
  url: z.url({ protocol: /^https?$/ }).refine((url) => new URL(url).username === '', 'no credentials in the address'),
  /** The name of the secret to sign with, in the secrets of the site. */
  credentials: z.string().min(1),
  /** Whatever else the other system wants to be told. */
  parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});
type Settings = z.infer<typeof settings>;

const measure = z.object({
  metricName: z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,39}$/),
  value: z.union([z.number(), z.string().max(200), z.boolean()]),
  unit: z.enum(units).default(''),
});
const answerShape = z.object({
  measures: z.array(measure).max(32),
  reachable: z.boolean().optional(),
  working: z.boolean().optional(),
});

const mostBytes = 65_536;

/** Asks another system, which measures by its own means. The desk's word for it stands in front of each measure's name. */
export const webhook: OneByOne<Settings> = { settings, host: ({ url }) => new URL(url).hostname, test };

async function test(asked: Asked<Settings>, { signal, secrets }: Around): Promise<Seen> {
  const secret = secretNamed(secrets, asked.settings.credentials);
  const said = keeping(mostBytes);
  const answer = await exchange(questionOf(asked, secret, said.take), signal);
  if (answer.heard !== 'status') throw new TestFailed('systemAway', answer.word || 'no answer');
  refuseUnfit(answer.status, answer.ended);
  return seenOf(said.text());
}

function questionOf({ test, settings, target }: Asked<Settings>, secret: string, take: Question['take']): Question {
  const { id, elementId, address, via, timeoutMs } = test;
  const url = new URL(settings.url);
  const tls = url.protocol === 'https:' ? { verify: true } : null;
  const port = Number(url.port || (tls ? 443 : 80));
  const at = { target, port, tls, host: url.host, path: `${url.pathname}${url.search}` };
  const body = JSON.stringify({ id, elementId, address, via, parameters: settings.parameters ?? {} });
  return { ...at, method: 'POST', headers: headersOf(body, secret), body, timeoutMs, take };
}

/** Signed is `<timestamp>.<body>`, so that an old question cannot be asked again as a new one. */
function headersOf(body: string, secret: string): Question['headers'] {
  const timestamp = new Date().toISOString();
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    accept: 'application/json',
    'helpdesk-timestamp': timestamp,
    'helpdesk-signature': `sha256=${signature}`,
  };
}

/** A redirect is not followed, wherever it leads: only the address that was checked is spoken to. */
function refuseUnfit(status: number, ended: Ended): void {
  if (status >= 300 && status < 400) throw new TestFailed('redirectRefused', `HTTP ${status}`);
  if (status !== 200) throw new TestFailed('requestRefused', `HTTP ${status}`);
  if (ended === 'enough') throw new TestFailed('tooLarge', `more than ${mostBytes} bytes`);
  if (ended !== 'whole') throw new TestFailed('tookTooLong', 'the answer broke off');
}

function seenOf(text: string): Seen {
  const answer = answerShape.safeParse(jsonIn(text));
  if (!answer.success)
    throw new TestFailed('notUnderstood', `${z.prettifyError(answer.error)}\n${text.slice(0, 1_000)}`);
  const { measures, reachable, working } = answer.data;
  const named = measures.map(({ metricName, ...rest }): Measured => ({ metricName: `webhook.${metricName}`, ...rest }));
  return { measures: [...measured({ reachable, working }), ...named], raw: text };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw Object.assign(new TestFailed('notUnderstood', `no JSON: ${text.slice(0, 1_000)}`), { cause });
  }
}
