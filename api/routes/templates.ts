import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { addTemplate, listTemplates, readTemplate, replaceTemplate } from '../../db/reference/templates.ts';
import { Refusal, type Fault } from '../../domain/refusal.ts';
import { languages } from '../../domain/words.ts';
import { faultsOfTemplate, placeholdersOf } from '../../mail/placeholders.ts';
import type { Parts } from '../parts.ts';
import { answerList, answerVersions, takeWrites } from '../reference-resource.ts';
import { template } from '../schemas/reference-texts.ts';

type Given = z.output<typeof template>;

export const templateRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const path = '/templates';
  answerList(app, parts, { path, list: listTemplates });
  answerVersions(app, parts, { path, read: readTemplate });
  takeWrites(app, parts, {
    path,
    body: template,
    add: (tx, id, body) => addTemplate(tx, { ...checked(body), id }),
    replace: (tx, id, body) => replaceTemplate(tx, { ...checked(body), id }),
  });
};

/** What cannot be filled is found when it is saved, not when a customer should be told. */
function checked(given: Given): Given {
  const inBody = placeholdersOf(given.cause, given.channel);
  // A subject is shown in lists of mails, where a link has no place.
  const inSubject = inBody.filter((placeholder) => placeholder !== 'link');
  const faults = [...faultsOf('subject', given.subject, inSubject), ...faultsOf('body', given.body, inBody)];
  if (faults.length > 0) throw new Refusal('invalidBody', 'the template cannot be filled', faults);
  return given;
}

function faultsOf(part: string, texts: Given['body'], known: readonly string[]): Fault[] {
  return languages.flatMap((language) =>
    faultsOfTemplate(texts[language], known).map((message) => ({ path: `${part}.${language}`, message })),
  );
}
