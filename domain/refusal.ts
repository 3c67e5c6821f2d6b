/**
 * Why the desk says no. The words travel unchanged from here through the workflow to the HTTP body; the
 * sentences stand in refusal-sentences.ts, the HTTP statuses in api/errors.ts, the explanations in docs/errors.md.
 */
export const refusalCodes = [
  // who asks
  'unauthenticated',
  'badCredentials',
  'tooManyAttempts',
  'tooManyRequests',
  'notAllowed',
  'csrfRefused',
  // how it is asked
  'malformedJson',
  'badRequest',
  'badQuery',
  'badHeader',
  'bodyTooLarge',
  'unsupportedMediaType',
  'invalidBody',
  'unknownReference',
  'notFound',
  'idempotencyKeyReused',
  'staleVersion',
  // what the desk's rules say
  'wrongStatus',
  'ticketFinished',
  'noWait',
  'waitAlreadyVoided',
  'nothingToConfirm',
  'alreadyAnswered',
  'evidenceRequired',
  'evidenceRefused',
  'consentRequired',
  'noteRequired',
  'etaInPast',
  'instantInFuture',
  'instantBeforeEpisode',
  'untilInPast',
  'notReachable',
  'duplicateNotOpen',
  'olderTerms',
  'loginTaken',
  'versionInUse',
  'callTaskDone',
  'callUnderWay',
  'callOver',
  'noExtension',
  'visitFinished',
  'engineerUnfit',
  'engineerBooked',
  'outOfStock',
  'belowFloor',
  'reservationOver',
  'serialNumberUnknown',
  'serialNumberTaken',
  'fileRefused',
  'noTestMail',
  'draftDecided',
  'worksOver',
  // what is out of order on our side
  'engineUnavailable',
  'databaseUnavailable',
  'noExchange',
  'outcomeUnknown',
  'internal',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** Where in the request the fault is: a dotted path (`contact.phone`) and what is wrong with it. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

/** An expected no. Anything else that is thrown is a bug and stays an Error. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  readonly faults: readonly Fault[];

  constructor(code: RefusalCode, message: string, faults: readonly Fault[] = []) {
    super(message);
    this.code = code;
    this.faults = faults;
  }
}
