import type { Offer } from '../../domain/events-of-talk.ts';
import type { Status } from '../../domain/status.ts';
import type { Decision } from '../../domain/words.ts';

const longest = 200;
// A doubt, a condition or a question is no answer.
const doubtful = /\?|(?:^|[\s,.!])(?:если|когда|почему|но|однако|if|when|why|but|except|кроме|только)(?=$|[\s,.!])/i;
const broken =
  /(?:^|[\s,.!])(?:не\s+(?:за)?работа(?:ет|л[оаи]?)|ничего не изменилось|вс[её]\s+ещ[её]\s+не|по-прежнему не|опять не|снова не|нет\s+(?:связи|интернета|сигнала)|still\s+(?:broken|down|not|does\s?n.t|no)|not\s+working|does(?:\s+not|n.t)\s+work|no\s+(?:internet|connection|signal))/i;
const works =
  /(?:^|[\s,.!])(?:работает|заработал[оаи]?|починили|всё в порядке|все в порядке|(?:it|internet|everything|all)\s+works|works\s+(?:now|again|fine|well)|working\s+(?:now|again|fine)|(?:it|internet)(?:\s+is|.s)\s+(?:back|fixed|ok)|fixed\s+now|all good)/i;
const negated = /(?:^|[\s,.!])(?:не|нет|not|no|never|n.t)(?=$|[\s,.!])|n't/i;

/**
 * The answer to "does it work?" that a short text looks like. Offered to an agent and acted on by nobody: whoever
 * doubts, asks or says both gets null.
 */
export function offeredBy(text: string): Decision | null {
  if (text.length > longest || doubtful.test(text)) return null;
  if (broken.test(text)) return 'stillBroken';
  return works.test(text) && !negated.test(text) ? 'accepted' : null;
}

const thanks =
  /^\s*(?:большое\s+)?(?:спасибо|благодарю|thanks|thank you)(?:\s+(?:вам|большое|a lot|very much|you))*[\s.,!)]*$/i;

/** What a mail is offered as: an answer while one is awaited, a new fault where the last one is closed. */
export function offerOn(status: Status, text: string): Offer | null {
  if (status === 'resolved') return offeredBy(text);
  if (status !== 'closed' || text === '' || thanks.test(text) || offeredBy(text) === 'accepted') return null;
  return 'again';
}
