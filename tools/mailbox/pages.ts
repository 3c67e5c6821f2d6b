import type { Mail, MailSummary } from './mails.ts';
import type { Text } from './texts.ts';

const style = `
  body { font: 16px/1.5 system-ui, sans-serif; margin: 1.5rem auto; max-width: 60rem; padding: 0 1rem; color: #1a1a1a; }
  table { border-collapse: collapse; width: 100%; }
  th, td { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid #ddd; vertical-align: top; }
  td.at { white-space: nowrap; }
  td.text { white-space: pre-wrap; overflow-wrap: anywhere; }
  @media (max-width: 40rem) { td { overflow-wrap: anywhere; } td.at { white-space: normal; } }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f6f6f6; padding: 1rem; }
  iframe { width: 100%; height: 32rem; border: 1px solid #ddd; background: #fff; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
  dt { color: #555; } dd { margin: 0; overflow-wrap: anywhere; }
`;

/** Mails and texts in one list, the newest first; says so where there are more than it shows. */
export function listPage(mails: readonly MailSummary[], texts: readonly Text[], limit: number): string {
  const all = [...mails.map(mailRow), ...texts.map(textRow)].toSorted((a, b) => b.at.localeCompare(a.at));
  const rows = all.slice(0, limit).map(({ cells }) => `<tr>${cells}</tr>`);
  const more = all.length < limit ? '' : `<p>Показаны последние ${limit} · The latest ${limit} are shown.</p>`;
  const table =
    `<table><thead><tr><th>Когда · When</th><th>Кому · To</th><th>Тема, текст · Subject, text</th></tr></thead>` +
    `<tbody>${rows.join('')}</tbody></table>`;
  const nothing = '<p>Писем и сообщений пока нет · No mails and no texts yet</p>';
  return page('Почта и SMS · Mail and texts', rows.length === 0 ? nothing : table + more);
}

interface Row {
  readonly at: string;
  readonly cells: string;
}

function mailRow({ id, receivedAt, to, subject }: MailSummary): Row {
  return row(receivedAt, to, `<td><a href="/mails/${id}">${escaped(subject || '—')}</a></td>`);
}

/** There is no more to a text than what stands here. */
function textRow({ receivedAt, to, text }: Text): Row {
  return row(receivedAt, `SMS +${to}`, `<td class="text">${linked(text)}</td>`);
}

function row(at: string, to: string, what: string): Row {
  return { at, cells: `<td class="at">${time(at)}</td><td>${escaped(to)}</td>${what}` };
}

/** One mail: who, to whom, the text, the HTML as the recipient sees it, the way to the source. */
export function mailPage(mail: Mail, answers: boolean): string {
  const html =
    mail.html === null
      ? ''
      : `<h2>HTML</h2><iframe title="HTML" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${escaped(
          `<base target="_blank">${mail.html}`,
        )}"></iframe>`;
  return page(
    mail.subject || '—',
    `<p><a href="/">← Все письма · All mails</a></p>
     <dl>
       <dt>Когда · When</dt><dd>${time(mail.receivedAt)}</dd>
       <dt>От · From</dt><dd>${escaped(mail.from)}</dd>
       <dt>Кому · To</dt><dd>${escaped(mail.to)}</dd>
       <dt>Message-ID</dt><dd>${escaped(mail.messageId ?? '—')}</dd>
     </dl>
     <h2>Текст · Text</h2><pre>${linked(mail.text)}</pre>${answers ? replyForm(mail) : ''}${html}
     <p><a href="/mails/${mail.id}/source">Исходник письма · Source</a></p>`,
  );
}

/** Be the customer: what is written here comes in as a mail of theirs. */
function replyForm({ id }: Mail): string {
  return `<form method="post" action="/mails/${id}/reply">
    <p><label for="text">Ответить письмом, как получатель · Answer by mail, as its recipient</label></p>
    <p><textarea id="text" name="text" rows="5" cols="70" required></textarea></p>
    <p><button>Отправить · Send</button></p></form>`;
}

export function repliedPage(id: string): string {
  return page('Отправлено · Sent', `<p><a href="/mails/${id}">← Письмо · The mail</a></p>`);
}

export function missingPage(): string {
  return page('Нет такого письма · No such mail', '<p><a href="/">← Все письма · All mails</a></p>');
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="ru"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escaped(title)}</title><style>${style}</style></head>
    <body><h1>${escaped(title)}</h1>${body}</body></html>`;
}

function time(instant: string): string {
  return `<time datetime="${instant}">${instant.slice(0, 19).replace('T', ' ')} UTC</time>`;
}

/** The text with its addresses as links; everything is escaped. */
function linked(text: string): string {
  const parts = text.split(/(https?:\/\/[^\s<>"']+)/);
  return parts.map((part, index) => (index % 2 === 0 ? escaped(part) : link(part))).join('');
}

function link(url: string): string {
  return `<a href="${escaped(url)}" target="_blank" rel="noreferrer">${escaped(url)}</a>`;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
