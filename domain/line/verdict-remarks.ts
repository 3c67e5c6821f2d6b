import type { Finding } from './finding.ts';
import type { ElementSeen, LineSeen } from './line.ts';
import { breakOf, type LineView } from './line-view.ts';
import { names, quoted } from './verdict-words.ts';
import type { Bilingual } from '../words.ts';

/** What else an agent should know of a finding, a sentence each. */
export function remarksOn(found: Finding, view: LineView): readonly Bilingual[] {
  return [...aboutOthers(found, view), ...aboutUntested(found, view), ...aboutWorks(found, view)];
}

/** How many other services fail at the element of a finding. */
export function othersAt({ element }: Finding, { others }: LineSeen): number {
  return others.find(({ elementId }) => elementId === element?.id)?.failing ?? 0;
}

function aboutOthers(found: Finding, view: LineView): readonly Bilingual[] {
  const failing = othersAt(found, view);
  return failing > 0 ? [remarkWords.othersFail(failing)] : [];
}

function aboutUntested({ code }: Finding, view: LineView): readonly Bilingual[] {
  if (code === 'notTestable' || code === 'probeBlind') return [];
  const untested = code === 'noFaultFound' ? untestedOf(view) : (breakOf(view.home)?.unasked ?? []);
  return untested.length > 0 ? [remarkWords.untested(untested)] : [];
}

/** Of whom nothing is known, not even by what answers behind them. */
function untestedOf({ home, otherEnd, upstream, services }: LineView): readonly ElementSeen[] {
  const beyond = [home, otherEnd, upstream].flatMap(({ steps, lastAlive }) => steps.slice(lastAlive + 1));
  const silent = [...beyond, ...services].filter(({ alive, working }) => alive === null && working === null);
  return [...new Map(silent.map((element) => [element.id, element])).values()];
}

/** Works on the chain that the finding does not blame. */
function aboutWorks({ code }: Finding, { chain, works }: LineView): readonly Bilingual[] {
  if (code === 'plannedWork') return [];
  return works.flatMap(({ elementId, title }) => {
    const at = chain.find(({ id }) => id === elementId);
    return at ? [remarkWords.elsewhere(title, at)] : [];
  });
}

/** That works on a suspected element explain the fault. */
export function causedByWorks(title: string, at: ElementSeen): Bilingual {
  return {
    ru: `На ${quoted(at).ru} сейчас идут регламентные работы «${title}»: скорее всего, причина в них.`,
    en: `Scheduled works “${title}” are under way on ${quoted(at).en}: most probably they are the cause.`,
  };
}

const remarkWords = {
  othersFail: (failing: number): Bilingual => ({
    ru: `Здесь же не работают и другие сервисы: ${failing}.`,
    en: `Other services fail at the same place: ${failing}.`,
  }),
  elsewhere: (title: string, at: ElementSeen): Bilingual => ({
    ru: `На ${quoted(at).ru} сейчас идут регламентные работы «${title}».`,
    en: `Scheduled works “${title}” are under way on ${quoted(at).en}.`,
  }),
  untested: (untested: readonly ElementSeen[]): Bilingual => ({
    ru: `Проверить не удалось: ${names(untested).ru}.`,
    en: `Not tested: ${names(untested).en}.`,
  }),
} as const;
