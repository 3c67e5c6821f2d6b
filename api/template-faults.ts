import type { z } from 'zod';
import type { Fault } from '../domain/refusal.ts';
import { languages, type Bilingual } from '../domain/words.ts';
import { faultsOfTemplate, placeholdersOf, type Placeholder } from '../mail/placeholders.ts';
import { mostSegments, usualSegments } from '../mail/sms/template-length.ts';
import { faultsOfHtml, safeHtml } from '../mail/template-html.ts';
import type { template } from './schemas/reference-texts.ts';

/** A template as it is given to be saved or tried. */
export type GivenTemplate = Pick<z.output<typeof template>, 'cause' | 'channel' | 'subject' | 'body' | 'html'>;

/** What is wrong with it, each with the path of its text. */
export function faultsOfGiven({ cause, channel, subject, body, html }: GivenTemplate): Fault[] {
  const inBody = placeholdersOf(cause, channel);
  // A subject is shown in lists of mails, where a link has no place.
  const inSubject = inBody.filter((placeholder) => placeholder !== 'link');
  return [
    ...faultsOf('subject', subject, (text) => faultsOfTemplate(text, inSubject)),
    ...faultsOf('body', body, (text) => faultsOfTemplate(text, inBody)),
    ...(channel === 'sms' ? faultsOfLength(body) : []),
    ...(html ? faultsInHtml(channel, html, inBody) : []),
  ];
}

function faultsOfLength(body: Bilingual): Fault[] {
  return languages.flatMap((language) => {
    const segments = usualSegments(body[language], language);
    const message = `makes ${segments} short messages with what it is usually filled with; ${mostSegments} at most`;
    return segments > mostSegments ? [{ path: `body.${language}`, message }] : [];
  });
}

function faultsInHtml(channel: string, html: Bilingual, known: readonly Placeholder[]): Fault[] {
  if (channel !== 'email') return [{ path: 'html', message: 'is for mails only' }];
  return faultsOf('html', html, (text) => [...faultsOfHtml(text), ...faultsOfTemplate(safeHtml(text), known)]);
}

function faultsOf(part: string, texts: Bilingual, find: (text: string) => string[]): Fault[] {
  return languages.flatMap((language) =>
    find(texts[language]).map((message) => ({ path: `${part}.${language}`, message })),
  );
}
