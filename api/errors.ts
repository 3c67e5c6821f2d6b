import type { RefusalCode } from '../domain/refusal.ts';

/** The one map from the words for no to HTTP. */
export const statusOf: Readonly<Record<RefusalCode, number>> = {
  unauthenticated: 401,
  badCredentials: 401,
  tooManyAttempts: 429,
  notAllowed: 403,
  csrfRefused: 403,

  malformedJson: 400,
  badRequest: 400,
  badQuery: 400,
  badHeader: 400,
  bodyTooLarge: 413,
  unsupportedMediaType: 415,
  invalidBody: 422,
  unknownReference: 422,
  notFound: 404,
  idempotencyKeyReused: 409,
  staleVersion: 412,

  wrongStatus: 409,
  ticketFinished: 409,
  noWait: 409,
  waitAlreadyVoided: 409,
  nothingToConfirm: 409,
  alreadyAnswered: 409,
  evidenceRequired: 422,
  evidenceRefused: 422,
  consentRequired: 422,
  noteRequired: 422,
  etaInPast: 422,
  instantInFuture: 422,
  instantBeforeEpisode: 422,
  untilInPast: 422,
  notReachable: 422,
  duplicateNotOpen: 422,
  olderTerms: 409,
  loginTaken: 409,
  versionInUse: 409,
  callTaskDone: 409,

  engineUnavailable: 503,
  databaseUnavailable: 503,
  outcomeUnknown: 504,
  internal: 500,
};

/** Seconds after which it makes sense to ask again, where it does. */
export const retryAfterSeconds: Readonly<Partial<Record<RefusalCode, number>>> = {
  engineUnavailable: 5,
  databaseUnavailable: 5,
  outcomeUnknown: 2,
};
