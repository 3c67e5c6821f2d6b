import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import type { Mails } from './mails.ts';

const largestBytes = 10 * 1024 * 1024;

/** An SMTP server that takes mail from anybody to anybody; it says yes only when the mail is on the disk. */
export function takeMails(mails: Mails): SMTPServer {
  return new SMTPServer({
    banner: 'mailbox of the help desk',
    size: largestBytes,
    // Without a password and without encryption: it listens on loopback only.
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => {
        if (!stream.sizeExceeded) chunks.push(chunk);
      });
      stream.once('error', done);
      stream.once('end', () => {
        if (stream.sizeExceeded) return done(refusal(552, 'the mail is larger than 10 MiB'));
        const source = Buffer.concat([envelope(session), ...chunks]);
        mails.keep(source).then(
          () => done(),
          (error: unknown) => done(notKept(error)),
        );
      });
    },
  });
}

// To whom it went stands only in the envelope where the mail has hidden recipients.
function envelope({ envelope: { mailFrom, rcptTo } }: SMTPServerSession): Buffer {
  const from = mailFrom === false ? '' : mailFrom.address;
  const to = rcptTo.map((one) => one.address).join(', ');
  return Buffer.from(`Return-Path: <${from}>\r\nX-Envelope-To: ${to}\r\n`);
}

// 452: the sender keeps the mail and tries again.
function notKept(error: unknown): Error {
  console.error('a mail could not be kept:', error);
  return refusal(452, 'the mail could not be written to the disk');
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
