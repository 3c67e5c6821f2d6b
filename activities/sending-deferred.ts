import { ApplicationFailure } from '@temporalio/common';

/** The mail server may take it later: the engine tries again. */
export function mailDeferred(failure: string): ApplicationFailure {
  return deferred('mailDeferred', `the mail server did not take it: ${failure}`);
}

/** The same of a carrier of texts, or of a customer's program. */
export function carrierDeferred(failure: string): ApplicationFailure {
  return deferred('carrierDeferred', `the carrier did not take it: ${failure}`);
}

/** Something that its reader is to hear first has not gone out: the engine tries again. */
export function behindEarlier(): ApplicationFailure {
  return deferred('behindEarlier', 'an earlier message about the same ticket has not gone out yet');
}

function deferred(type: string, message: string): ApplicationFailure {
  return ApplicationFailure.create({ message, type, nonRetryable: false });
}
