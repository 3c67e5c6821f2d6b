import { Context, heartbeat } from '@temporalio/activity';
import type { Localizing } from '../../activities/localize.ts';
import { quietUntil } from '../../calendars/quiet-hours.ts';
import type { Recorded, Recording } from '../../db/record.ts';
import type { Entry, TicketEvent } from '../../domain/events.ts';
import { evolve, foldAll } from '../../domain/evolve.ts';
import { after, instantOf, msOf, type Instant } from '../../domain/instant.ts';
import { quietHoursFor } from '../../domain/telling/at-once.ts';
import type { OpenInterval, WorkingTime } from '../../domain/working-time.ts';
import type { Owed } from '../../domain/obligations.ts';
import { openTicket } from '../../domain/opening.ts';
import { theDesk } from '../../domain/actor.ts';
import type { Opening } from '../../domain/events.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { Verdict } from '../../domain/line/verdict.ts';
import { words } from './cast.ts';

interface Tell {
  readonly number: string;
  readonly owed: Owed;
  readonly foldedUpTo: number;
}

/** One ticket's protocol in memory, obeying the rules of the real one: expected position, command ids, incarnation. */
export class MemoryProtocol {
  readonly entries: Entry[] = [];
  readonly told: Owed[] = [];
  readonly commands = new Set<string>();
  /** By how much what time brings was decided before its instant (ms). */
  readonly earlyByMs: number[] = [];
  incarnation = 1;
  /** What happens before the next recording is looked at, as if another process had been faster. */
  meanwhile: (() => void) | null = null;
  /** Loses the answer of the next recording after it was written, as when a worker dies before its task completes. */
  loseNextAnswer = false;
  /** What time it is to those who send, where that matters. */
  clock: () => Instant = () => this.ticket.openedAt;
  /** The next this many mails can't be sent for now. */
  mailServerAwayFor = 0;
  /** What the tests of each run say, the last of them for all that follow; a run without one never ends. */
  verdicts: readonly Verdict[] = [];
  /** Runs of the tests that were begun, and those that were given up. */
  readonly localized = { begun: [] as number[], givenUp: [] as number[] };

  constructor(opening: Opening) {
    this.append(...openTicket(opening, theDesk, words('description')));
  }

  get ticket(): Ticket {
    return foldAll(this.entries);
  }

  get types(): string[] {
    return this.entries.map(({ type }) => type);
  }

  append(...events: readonly TicketEvent[]): void {
    for (const event of events) {
      const entry = { ...event, position: this.entries.length + 1 } as Entry;
      evolve(this.entries.length > 0 ? this.ticket : null, entry);
      this.entries.push(entry);
    }
  }

  /** The activities of the desk, on this memory. */
  activities() {
    return {
      record: async (recording: Recording) => this.record(recording),
      deliverMessage: async (tell: Tell) => this.deliver(tell),
      deliverText: async (tell: Tell) => this.deliver(tell),
      callWebhook: async (tell: Tell) => this.deliver(tell),
      makeCallTask: async (tell: Tell) => this.makeCallTask(tell),
      localize: async (localizing: Localizing) => this.localize(localizing),
      extendCalendars: async ({ foldedUpTo }: Pick<Tell, 'number' | 'foldedUpTo'>) => this.extendCalendars(foldedUpTo),
    };
  }

  private record(recording: Recording): Recorded {
    this.meanwhile?.();
    this.meanwhile = null;
    const { foldedUpTo, events, command, incarnation, earlyByMs } = recording;
    if (earlyByMs !== undefined) this.earlyByMs.push(earlyByMs);
    const news = this.entries.slice(foldedUpTo);
    if (incarnation < this.incarnation) return { outcome: 'superseded' };
    if (command && this.commands.has(command.id)) return { outcome: 'repeated', entries: news };
    if (news.length > 0) return { outcome: 'behind', entries: news };
    this.append(...events);
    if (command) this.commands.add(command.id);
    if (this.loseNextAnswer) {
      this.loseNextAnswer = false;
      throw new Error('the worker died after the commit');
    }
    return { outcome: 'recorded' };
  }

  private deliver({ owed, foldedUpTo }: Tell): { entries: Entry[] } {
    if (this.mailServerAwayFor > 0) {
      this.mailServerAwayFor -= 1;
      throw new Error('451 try again later');
    }
    if (this.putOff(owed)) return { entries: this.entries.slice(foldedUpTo) };
    this.queue(owed);
    const data = { messageId: owed.key, key: owed.key, sentAt: this.clock() };
    const reports = owed.channel === 'sms' && { confirmBy: after(this.clock(), 'PT15M') };
    this.append({ type: 'messageSent', by: theDesk, data: { ...data, ...reports } });
    return { entries: this.entries.slice(foldedUpTo) };
  }

  /** As the activities do under the ticket's lock. */
  private putOff(owed: Owed): boolean {
    const quiet = this.ticket.speaks ? quietHoursFor(this.ticket, owed) : null;
    const until = quiet && quietUntil(quiet, quiet.timeZone ?? 'Europe/Moscow', this.clock());
    if (until === null) return false;
    this.append({ type: 'messageDeferred', by: theDesk, data: { key: owed.key, until } });
    return true;
  }

  private async localize({ run, foldedUpTo }: Localizing): Promise<{ entries: Entry[] }> {
    this.localized.begun.push(run);
    const verdict = this.verdicts[Math.min(run, this.verdicts.length) - 1] ?? (await this.neverAnswered(run));
    const { episode, localization } = this.ticket;
    const at = localization?.underWay?.startedAt ?? this.ticket.openedAt;
    const data = { run, episode, startedAt: at, endedAt: at, verdict };
    this.append({ type: 'faultLocalized', by: theDesk, data });
    return { entries: this.entries.slice(foldedUpTo) };
  }

  private async neverAnswered(run: number): Promise<never> {
    const { cancelled } = Context.current();
    const beat = setInterval(() => heartbeat(), 50);
    try {
      return await cancelled;
    } finally {
      clearInterval(beat);
      this.localized.givenUp.push(run);
    }
  }

  private makeCallTask({ owed, foldedUpTo }: Tell): { entries: Entry[] } {
    if (!this.putOff(owed)) this.queue(owed);
    return { entries: this.entries.slice(foldedUpTo) };
  }

  /** Two months more of each, as open as the week before its end. */
  private extendCalendars(foldedUpTo: number): { entries: Entry[] } {
    for (const known of this.ticket.workingTimes ?? []) {
      if (known.open)
        this.append({ type: 'calendarExtended', by: theDesk, data: { workingTime: twoMonthsMore(known) } });
    }
    return { entries: this.entries.slice(foldedUpTo) };
  }

  private queue({ key, cause, channel, audience, to }: Owed): void {
    if (this.told.some((owed) => owed.key === key)) return;
    this.told.push({ key, cause, channel, audience, to, position: 0 });
    const data = { messageId: key, key, cause, channel, audience, to, language: 'ru' as const };
    this.append({ type: 'messageQueued', by: theDesk, data });
  }
}

const weekMs = 7 * 24 * 3_600_000;

function twoMonthsMore(known: WorkingTime): WorkingTime {
  const lastWeek = (known.open ?? []).filter(([from]) => msOf(from) >= msOf(known.until) - weekMs);
  const weeks = Array.from({ length: 9 }, (_, index) => (index + 1) * weekMs);
  const shifted = weeks.flatMap((by) =>
    lastWeek.map(([from, to]): OpenInterval => [instantOf(msOf(from) + by), instantOf(msOf(to) + by)]),
  );
  return { ...known, until: instantOf(msOf(known.until) + 9 * weekMs), open: [...(known.open ?? []), ...shifted] };
}
