import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { databaseIsAway } from '../../db/away.ts';
import { largestMail, type Taken } from '../taking/inbox.ts';
import type { Handed } from '../taking/take-mail.ts';
import type { Logger } from '../../runtime/logger.ts';

const second = 1_000;
const mostRecipients = 100;
// Each may hold a whole mail in memory, and several times that while it is read.
const mostAtOnce = 5;

interface Drop {
  readonly take: (handed: Handed) => Promise<Taken>;
  readonly log: Logger;
}

/**
 * A mail server for what comes in: says yes only after the database has the mail, and "later" while it can't have it,
 * so that the sender keeps it and tries again.
 */
export function smtpDrop({ take, log }: Drop): SMTPServer {
  return new SMTPServer({
    banner: 'help desk',
    size: largestMail,
    // Whoever reaches the port may hand over: it listens on loopback unless the operator says otherwise.
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    maxClients: mostAtOnce,
    socketTimeout: 60 * second,
    closeTimeout: 5 * second,
    onRcptTo: (_address, { envelope }, done) =>
      envelope.rcptTo.length < mostRecipients ? done() : done(answer(452, 'too many recipients')),
    onData: (stream, session, done) => {
      handOver({ take, log }, stream, session).then((refused) => done(refused), done);
    },
  });
}

async function handOver({ take, log }: Drop, stream: SMTPServerDataStream, { envelope }: SMTPServerSession) {
  const source = await whole(stream);
  if (source === null) return answer(552, 'the mail is larger than 25 MiB');
  const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
  const to = envelope.rcptTo.map(({ address }) => address);
  try {
    const taken = await take({ source, envelope: { from, to }, receivedAt: new Date() });
    return taken === 'later' ? answer(451, 'too many mails of this sender, try later') : null;
  } catch (err) {
    if (databaseIsAway(err)) log.warn({ err }, 'a mail has to wait for PostgreSQL');
    else log.error({ err }, 'a mail could not be taken; its sender keeps it');
    return answer(451, 'the mail could not be kept, try later');
  }
}

/** Null where it is too large; what is too much is never in memory. */
async function whole(stream: SMTPServerDataStream): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (stream.sizeExceeded) chunks.length = 0;
    else chunks.push(chunk);
  }
  return stream.sizeExceeded ? null : Buffer.concat(chunks);
}

function answer(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
