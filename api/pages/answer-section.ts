import { escapeHtml as e } from '../../mail/html.ts';
import { dayAndTime } from '../../mail/instants.ts';
import type { CustomerView } from '../customer-view.ts';
import { afterAnswer, buttonWords, closedWords, pageWords } from './page-words.ts';

/** The question after a restoration, or what was answered to it; nothing where neither concerns this reader now. */
export function answerSection(view: CustomerView, here: string): string {
  if (view.mayAnswer) return question(view, here);
  return view.answer === null ? '' : thanks(view);
}

function question({ language }: CustomerView, here: string): string {
  const button = (decision: 'accepted' | 'stillBroken', look: string) =>
    `<button class="${look}" name="decision" value="${decision}">${buttonWords[decision][language]}</button>`;
  return `<section class="card ask"><h2>${pageWords.question[language]}</h2>
<p>${pageWords.askText[language]}</p>
<form method="post" action="${e(here)}/answer?language=${language}">
<label for="note">${pageWords.note[language]}</label>
<textarea id="note" name="note" maxlength="10000" rows="2"></textarea>
${button('accepted', 'yes')}
${button('stillBroken', 'no')}
</form></section>`;
}

/** "Thank you" only while the answer is the last thing that happened: later the state speaks for itself. */
function thanks({ language, answer, status, timeZone }: CustomerView): string {
  if (answer === null || status === 'cancelled' || status === 'rejected') return '';
  const words = status === 'closed' ? closedWords : afterAnswer[answer.decision];
  return `<section class="card" role="status"><h2>${pageWords.thanks[language]}</h2>
<p>${words[language]}</p>
<p class="soft">${pageWords.answeredAt[language]}: ${e(dayAndTime(answer.at, language, timeZone))}</p></section>`;
}
