import type { Reader } from '../db/client.ts';
import type { PlainTexts } from '../db/private-texts.ts';
import { questionnaireOf } from '../db/ticket-references.ts';
import type { Opening } from '../domain/events.ts';
import { assess, freeAnswers, type Questionnaire } from '../domain/questionnaire.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Bilingual } from '../domain/words.ts';
import { unknownReference } from './references.ts';
import type { OpeningBody } from './schemas/opening.ts';

interface Judgement extends Pick<Opening, 'severity' | 'hypothesis' | 'questionnaire'> {
  readonly reason: Bilingual;
  /** `answers.<question>`: what was said in free words. */
  readonly texts: PlainTexts;
}

/** Nobody was asked: an alarm is taken seriously until somebody has looked. */
const unasked: Judgement = {
  severity: 'major',
  reason: { ru: 'сигнал мониторинга', en: 'an alarm of the monitoring' },
  hypothesis: null,
  questionnaire: null,
  texts: {},
};

/**
 * How bad it is by the answers, and what may be the cause.
 * @throws Refusal unknownReference for the questionnaire, invalidBody for one of another kind or answers that don't fit
 */
export async function judge(
  reader: Reader,
  given: OpeningBody['questionnaire'],
  serviceKind: string | undefined,
): Promise<Judgement> {
  if (!given) return unasked;
  const questionnaire = await found(reader, given);
  requireKind(questionnaire, serviceKind);
  const { answers, ...judged } = assess(questionnaire, given.answers);
  const { id, version } = questionnaire;
  return { ...judged, questionnaire: { id, version, answers }, texts: freeAnswers(questionnaire, given.answers) };
}

async function found(reader: Reader, { id, version }: { id: string; version: number }): Promise<Questionnaire> {
  const questionnaire = await questionnaireOf(reader, id, version);
  if (questionnaire === 'unknown') throw unknownReference('questionnaire.id');
  if (questionnaire === 'unknownVersion') throw unknownReference('questionnaire.version');
  return questionnaire;
}

/** Of a service that nobody could find any kind may have been asked about. */
function requireKind({ serviceKind: asked }: Questionnaire, kind: string | undefined): void {
  if (kind === undefined || kind === asked) return;
  const fault = { path: 'questionnaire.id', message: `asks about ${asked}, and the service is ${kind}` };
  throw new Refusal('invalidBody', 'the questionnaire is for another kind of service', [fault]);
}
