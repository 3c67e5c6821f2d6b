import type { Logger as SdkLogger, LogLevel, LogMetadata } from '@temporalio/worker';
import type { Logger } from '../runtime/logger.ts';

/** The SDK's own words in our log, with the same redaction. Its "info" is about itself, so it counts as debug here. */
export function sdkLogger(log: Logger): SdkLogger {
  const own = log.child({ of: 'temporal' });
  return {
    log: (level: LogLevel, message: string, meta?: LogMetadata) => own[levels[level]](meta ?? {}, message),
    trace: (message, meta) => own.trace(meta ?? {}, message),
    debug: (message, meta) => own.debug(meta ?? {}, message),
    info: (message, meta) => own.debug(meta ?? {}, message),
    warn: (message, meta) => own.warn(meta ?? {}, message),
    error: (message, meta) => own.error(meta ?? {}, message),
  };
}

const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'debug', WARN: 'warn', ERROR: 'error' } as const;
