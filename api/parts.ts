import type { Database } from '../db/client.ts';
import type { Config } from '../runtime/config.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Desk } from './desk.ts';

/** What routes may know of the configuration. */
export type ApiConfig = Pick<
  Config,
  | 'secret'
  | 'previousSecret'
  | 'publicUrl'
  | 'customerLinkTtlMs'
  | 'temporalUiUrl'
  | 'trustProxy'
  | 'filesDir'
  | 'consoleDir'
  | 'sms'
> & { readonly temporal: Pick<Config['temporal'], 'namespace'> };

/** Everything the API is made of; handed to every route as its options. */
export interface Parts {
  readonly database: Database;
  readonly desk: Desk;
  readonly config: ApiConfig;
  readonly log: Logger;
}
