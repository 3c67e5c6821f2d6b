import { deadlineInWords } from '../domain/deadline-words.ts';
import { deadlines, type Deadline } from '../domain/deadlines.ts';
import type { Ticket } from '../domain/ticket.ts';
import { statusWords } from '../domain/wording.ts';

/** What a supervisor reads on the timer in the engine's UI. */
export function timerSummary(deadline: Deadline | undefined, { priority }: Ticket): string {
  return deadline ? `${priority} ${minute(deadline.at)}: ${deadlineInWords(deadline).en}` : '';
}

/** Where the ticket stands, for supervisors in the engine's UI (Markdown). Nothing personal. */
export function standing(ticket: Ticket): string {
  const { number, status, priority, episode } = ticket;
  const [deadline] = deadlines(ticket);
  const next = deadline ? `${minute(deadline.at)}: ${deadlineInWords(deadline).en}` : 'nothing armed';
  return [
    `**${number}** · ${priority} · ${statusWords[status].en} · episode ${episode}`,
    `Promised: ${ticket.eta ? `${minute(ticket.eta.promisedAt)} (${ticket.eta.state})` : 'nothing yet'}`,
    `Next: ${next}`,
  ].join('\n\n');
}

function minute(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}
