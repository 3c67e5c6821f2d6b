import { escapeHtml as e } from '../../mail/html.ts';
import { dayAndTime } from '../../mail/instants.ts';
import type { CustomerView } from '../schemas/customer-view.ts';
import { form, textArea, type Place } from './form.ts';
import { afterAnswer, buttonWords, closedWords, pageWords } from './page-words.ts';

/** The question after a restoration, or what was answered to it; nothing where neither concerns this reader now. */
export function answerSection(view: CustomerView, place: Place): string {
  if (view.mayAnswer) return question(view, place);
  return view.answer === null ? '' : thanks(view);
}

function question(view: CustomerView, place: Place): string {
  const { language } = view;
  const button = (decision: 'accepted' | 'stillBroken', look: string) =>
    `<button class="${look}" name="decision" value="${decision}">${buttonWords[decision][language]}</button>`;
  const fields = [
    textArea(view, place, { form: 'answer', name: 'note', label: pageWords.note }),
    button('accepted', 'yes'),
    button('stillBroken', 'no'),
  ];
  return `<section class="card ask"><h2>${pageWords.question[language]}</h2>
<p>${pageWords.askText[language]}</p>
${form(view, place, 'answer', fields.join('\n'))}</section>`;
}

/** "Thank you" only while the answer is the last thing that happened: later the state speaks for itself. */
function thanks({ language, answer, status, timeZone }: CustomerView): string {
  if (answer === null || status === 'cancelled' || status === 'rejected') return '';
  const words = status === 'closed' ? closedWords : afterAnswer[answer.decision];
  return `<section class="card" role="status"><h2>${pageWords.thanks[language]}</h2>
<p>${words[language]}</p>
<p class="soft">${pageWords.answeredAt[language]}: ${e(dayAndTime(answer.at, language, timeZone))}</p></section>`;
}
