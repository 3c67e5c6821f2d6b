import type { Environment } from './environment.ts';

/** Where mails of customers come in. */
export interface InboundConfig {
  /** The mailbox that is looked into, with its folder as the path; null for none. */
  readonly imapUrl: string | null;
  /** Where mails are taken by SMTP; null for nowhere. */
  readonly smtpPort: number | null;
  readonly smtpHost: string;
  /** Whose `Authentication-Results` are believed; null for nobody's. */
  readonly authServer: string | null;
  /** Where the process answers `/healthz`, `/readyz` and `/metrics`; null for nowhere. */
  readonly healthPort: number | null;
}

export function readInbound(from: Environment): InboundConfig {
  const hint = 'give the mailbox and its folder, such as imaps://helpdesk:password@mail.example.net/INBOX.';
  return {
    imapUrl: from.url('IMAP_URL', ['imap', 'imaps'], hint),
    smtpPort: from.whole('INBOUND_SMTP_PORT', 0, 1, 65_535) || null,
    smtpHost: from.text('INBOUND_SMTP_HOST') ?? '127.0.0.1',
    authServer: from.text('MAIL_AUTH_SERVER'),
    healthPort: from.whole('INBOUND_HEALTH_PORT', 0, 1, 65_535) || null,
  };
}
