import type { By } from './actor.ts';
import { clocksAtOpening } from './clock-starts.ts';
import { demandEta } from './eta.ts';
import { noField } from './field/field.ts';
import type { Entry, EventOf, Opening, Texts, TicketEvent } from './events.ts';
import { notLocalized, startLocalization } from './localization.ts';
import type { Ticket } from './ticket.ts';

/** The first entries of a protocol: what was reported, and the demand for a first ETA. */
export function openTicket(opening: Opening, by: By, texts: Texts): TicketEvent[] {
  const { terms, openedAt, localizes, chain } = opening;
  const localization = localizes && { localization: notLocalized };
  return [
    { type: 'ticketOpened', by, data: opening, texts },
    demandEta({ terms, episode: 1 }, 'opened', openedAt),
    ...clocksAtOpening(opening),
    ...startLocalization({ episode: 1, chain, ...localization }, 'opened', { at: openedAt }),
  ];
}

/** The ticket that the first entry makes. It carries all that the rules will need: terms, chain, contacts. */
export function born({ data, position }: EventOf<'ticketOpened'> & Pick<Entry, 'position'>): Ticket {
  const { questionnaire: _answers, localizes, dispatches, ...opening } = data;
  return {
    ...opening,
    status: 'acknowledged',
    urgency: 0,
    assigneeId: null,
    team: 'desk',
    episode: 1,
    episodeStartedAt: opening.reportedAt,
    eta: null,
    etaDemand: null,
    clocks: [],
    respondedAt: null,
    told: [],
    silences: [],
    breaches: 0,
    ...(localizes && { localization: notLocalized }),
    ...(dispatches && { field: noField }),
    waits: [],
    wait: null,
    waitAnswered: false,
    waitAnsweredAt: null,
    calls: [],
    restoredAt: null,
    answer: null,
    owed: [],
    ...(opening.speaks && { hearings: [] }),
    linkEpoch: 1,
    version: 1,
    foldedUpTo: position,
  };
}
