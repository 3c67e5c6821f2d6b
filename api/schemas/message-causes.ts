import type { MessageCause } from '../../domain/events-of-talk.ts';

const causes: Readonly<Record<MessageCause, true>> = {
  opened: true,
  etaPromised: true,
  etaExtended: true,
  etaSooner: true,
  etaMissed: true,
  etaSlipping: true,
  waiting: true,
  resumed: true,
  interim: true,
  visitAgreed: true,
  visitMoved: true,
  engineerOnTheWay: true,
  visitMissed: true,
  visitFailed: true,
  visitCancelled: true,
  restored: true,
  reminder: true,
  closed: true,
  reopened: true,
  cancelled: true,
  rejected: true,
  callAsked: true,
  etaWarned: true,
  etaDemanded: true,
  visitOffered: true,
  visitCalledOff: true,
  rungFired: true,
  escalated: true,
  callWanted: true,
  customerWrote: true,
  wordsWanted: true,
  stillBroken: true,
};

/** Everything that a message can be about. */
export const messageCauses = Object.keys(causes) as MessageCause[];
