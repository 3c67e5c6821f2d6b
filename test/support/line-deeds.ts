import { theDesk } from '../../domain/actor.ts';
import type { Instant } from '../../domain/instant.ts';
import type { VerdictCode } from '../../domain/line/line.ts';
import type { Verdict } from '../../domain/line/verdict.ts';
import { happens, type Step } from './story.ts';

const text = { ru: 'Так сказали тесты.', en: 'So the tests said.' };

/** A verdict that says so, of the access where it names a place at all. */
export function verdictOf(code: VerdictCode): Verdict {
  const placed = !['noFaultFound', 'notTestable', 'probeBlind', 'probeUplink', 'intermittent'].includes(code);
  return {
    ...{ code, zone: placed ? 'access' : 'unknown', element: null, between: null, confidence: 'high' },
    ...{ party: placed ? 'operator' : null, text, next: [], affected: 0 },
  };
}

/** The tests end: of the run that is under way, or of another one. */
export function testsSay(code: VerdictCode, at: Instant, ofRun?: number): Step {
  return (story) => {
    const { localization, episode } = story.ticket;
    const data = { run: ofRun ?? localization?.runs ?? 0, episode, startedAt: at, endedAt: at };
    return happens({ type: 'faultLocalized', by: theDesk, data: { ...data, verdict: verdictOf(code) } })(story);
  };
}
