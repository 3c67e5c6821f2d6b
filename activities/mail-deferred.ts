import { ApplicationFailure } from '@temporalio/common';

/** The mail server may take it later: the engine tries again. */
export function mailDeferred(failure: string): ApplicationFailure {
  return ApplicationFailure.create({
    message: `the mail server did not take it: ${failure}`,
    type: 'mailDeferred',
    nonRetryable: false,
  });
}
