import type { Carrier, Report } from '../activities/carriers/carrier.ts';
import { connectSmpp } from '../activities/carriers/smpp.ts';
import { connectGateway } from '../activities/carriers/sms-gateway.ts';
import { connectWebhooks } from '../activities/carriers/webhook.ts';
import type { Database } from '../db/client.ts';
import { keepReport } from '../db/delivery-reports.ts';
import { circumstancesOf } from '../db/webhooks.ts';
import type { Config } from '../runtime/config.ts';
import type { Logger } from '../runtime/logger.ts';

export interface Carriers {
  readonly sms: Carrier | null;
  readonly webhook: Carrier;
  /** When nothing is sent any more. */
  close(): Promise<void>;
}

/** What brings texts to telephones and messages to customers' programs, as it is configured. */
export function connectCarriers(config: Config, { db }: Database, log: Logger): Carriers {
  const { secret, previousSecret, webhookPrivate } = config;
  const keep = async (report: Report) => void (await keepReport(db, report));
  const sms = smsBy(config, keep, log);
  const webhook = connectWebhooks({
    circumstancesOf: (id) => circumstancesOf(db, id),
    ...{ secret, previousSecret, privateAddresses: webhookPrivate },
  });
  const close = async () => void (await Promise.all([sms?.close(), webhook.close()]));
  return { sms, webhook, close };
}

function smsBy({ sms, publicUrl }: Config, keep: (report: Report) => Promise<void>, log: Logger): Carrier | null {
  if (sms === null) return null;
  if (sms.by === 'gateway') return connectGateway({ ...sms, callback: `${publicUrl}/hooks/sms` });
  return connectSmpp({ ...sms, keep, log });
}
