import type { Language } from '../../domain/words.ts';
import { escapeHtml as e } from '../../mail/html.ts';
import { dayAndTime, windowInWords, zoneInWords } from '../../mail/instants.ts';
import type { CustomerView } from '../schemas/customer-view.ts';
import { againSection } from './again-section.ts';
import { answerSection } from './answer-section.ts';
import { capital } from './capital.ts';
import type { Place } from './form.ts';
import { layout } from './layout.ts';
import { etaStateWords, moveWords, pageWords, visitStateWords } from './page-words.ts';
import { peopleSection } from './people-section.ts';
import { reachSection } from './reach-section.ts';
import { saidOf } from './said.ts';
import { writeSection } from './write-section.ts';

/** A ticket as its customer reads it, without script. */
export function ticketPage(view: CustomerView, place: Place): string {
  const { language, number } = view;
  const title = `${pageWords.ticket[language]} ${number}`;
  const said = saidOf(view, place);
  const main = [
    `<h1>${pageWords.ticket[language]} <span class="nb">${e(number)}</span></h1>`,
    said?.html,
    answerSection(view, place),
    againSection(view, place),
    stateCard(view),
    view.awaited === null ? null : writeSection(view, place),
    etaCard(view),
    visitCard(view),
    view.awaited === null ? writeSection(view, place) : null,
    reachSection(view, place),
    doneCard(view),
    peopleSection(view),
    `<p class="soft">${pageWords.timesIn[language]}: ${e(zone(view))}.</p>`,
    receiptLine(view),
  ];
  return layout({
    language,
    // What was just said comes first, for who hears the title instead of seeing the page.
    title: said ? `${said.text} ${title}` : title,
    corner: languageLink(language, place.here),
    main: main.filter(Boolean).join('\n'),
  });
}

/** What a customer may keep to prove later what the protocol said, as at the end of each message. */
function receiptLine({ language, receipt }: CustomerView): string {
  return `<p class="soft">${pageWords.receipt[language]}: <span class="receipt">${e(receipt)}</span></p>`;
}

function languageLink(language: Language, here: string): string {
  const other = language === 'ru' ? 'en' : 'ru';
  return `<a href="${e(here)}?language=${other}" lang="${other}" hreflang="${other}">${pageWords.otherLanguage[language]}</a>`;
}

function stateCard(view: CustomerView): string {
  const { language, status, statusText, service, openedAt, restoredAt } = view;
  const row = (name: string, value: string | null) => (value === null ? '' : `<dt>${name}</dt><dd>${e(value)}</dd>`);
  return `<section class="card state ${status}"><h2>${pageWords.status[language]}</h2>
<p class="big">${e(capital(statusText))}</p>${note(view.awaited)}
<dl>${row(pageWords.service[language], service)}${row(pageWords.opened[language], inWords(view, openedAt))}${row(
    pageWords.restored[language],
    restoredAt === null ? null : inWords(view, restoredAt),
  )}</dl></section>`;
}

function etaCard(view: CustomerView): string {
  const { language, status, eta, etaHistory } = view;
  const over = status === 'closed' || status === 'rejected' || status === 'cancelled' || status === 'resolved';
  if (eta === null && over) return '';
  const state = eta && etaStateWords[eta.state]?.[language];
  const promise = eta
    ? `<p class="big">${time(view, eta.promisedAt)}</p><p class="soft">${e(zone(view))}</p>${state ? `<p>${state}</p>` : ''}`
    : `<p>${pageWords.noEta[language]}</p>`;
  return `<section class="card"><h2>${pageWords.eta[language]}</h2>${promise}${historyOf(view, etaHistory)}</section>`;
}

function historyOf(view: CustomerView, history: CustomerView['etaHistory']): string {
  if (history.length < 2) return '';
  const { language } = view;
  const items = history.map(
    ({ promisedAt, toldAt, move, reason }) =>
      `<li><strong>${time(view, promisedAt)}</strong><br><span class="soft">${moveWords[move][language]}, ` +
      `${pageWords.toldAt[language]} ${time(view, toldAt)}</span>${note(reason)}</li>`,
  );
  return `<details><summary>${pageWords.etaHistory[language]} (${history.length})</summary><ol>${items.join('\n')}</ol></details>`;
}

function visitCard({ language, timeZone, visit }: CustomerView): string {
  if (visit === null) return '';
  const { state, window } = visit;
  const agreed =
    window &&
    `<dl><dt>${pageWords.visitTime[language]}</dt><dd>${e(windowInWords(window, language, timeZone))}</dd></dl>`;
  return `<section class="card"><h2>${pageWords.visit[language]}</h2>
<p class="big">${visitStateWords[state][language]}</p>${agreed ?? ''}</section>`;
}

function doneCard(view: CustomerView): string {
  const items = view.done.map(
    ({ at, text, note: written }) =>
      `<li><span class="soft">${time(view, at)}</span><br>${e(text)}${note(written)}</li>`,
  );
  return `<section class="card"><h2>${pageWords.done[view.language]}</h2><ol>${items.join('\n')}</ol></section>`;
}

/** What people wrote keeps the direction of its own script, and can't turn that of the page. */
function note(written: string | null): string {
  return written === null ? '' : `<div class="note" dir="auto">${e(written)}</div>`;
}

function time(view: CustomerView, instant: string): string {
  return `<time datetime="${instant}">${e(inWords(view, instant))}</time>`;
}

function inWords({ language, timeZone }: CustomerView, instant: string): string {
  return dayAndTime(instant, language, timeZone);
}

function zone({ openedAt, language, timeZone }: CustomerView): string {
  return zoneInWords(openedAt, language, timeZone);
}
