import { hkdfSync } from 'node:crypto';

export interface WebhookOwner {
  readonly customerId: string;
  /** How many times a new secret was asked for: each makes another. */
  readonly issue: number;
}

/** What signs the calls to one customer's programs: made of the desk's secret, kept nowhere. */
export function webhookSecret(secret: string, { customerId, issue }: WebhookOwner): string {
  const made = hkdfSync('sha256', secret, '', `helpdesk webhook ${customerId} ${issue}`, 32);
  return `whs_${Buffer.from(made).toString('base64url')}`;
}
