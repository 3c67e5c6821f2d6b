import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { importElements, type ImportedElement } from '../../db/reference/element-import.ts';
import { Refusal, type Fault } from '../../domain/refusal.ts';
import { elementsOfCsv, type Given } from '../element-csv.ts';
import { once } from '../idempotency.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { element, elementImport, elementInCsv, importedView } from '../schemas/reference-network.ts';
import { faultsOf } from '../validation.ts';

const bodyLimit = 5 * 1_024 * 1_024;

const description = `All rows, or none. An element whose name is known is replaced whole. Every row that is wrong is
told: \`errors\` begin with its index in \`items\`, or with its line in the CSV, then the field (\`3.zone\`); a hundred of
them, and how many more there are.

CSV: UTF-8, with commas or semicolons, and a line of headings: \`name\`, \`zone\`, \`address\` and \`owner\`, and where wanted
\`kind\`, \`site\` (its id or its name), \`covered\` (\`true\` or \`false\`), \`probeSite\` and \`probes\`. An empty field counts as
left out; parts, which have no column, stay as they are. \`probes\` are divided by semicolons, each
\`kind[:port][@credentials] [setting=value …]\`:

    tcp:22; snmp:161@access via=outOfBand address=10.0.7.2; icmp

Credentials are the name under which the site's probe keeps them.`;

/** A network as it comes from another system. */
export const elementImportRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  app.addContentTypeParser('text/csv', { parseAs: 'buffer' }, async (_request: unknown, body: Buffer) => textOf(body));

  app.post(
    '/elements/import',
    {
      bodyLimit,
      onRequest: requires('changeReferenceData'),
      schema: {
        tags: ['Reference data'],
        summary: 'Many elements at once, as JSON or CSV',
        description,
        consumes: ['application/json', 'text/csv'],
        body: elementImport,
        response: { 200: importedView },
      },
    },
    async (request, reply) => {
      await once(parts, request, reply, async (tx) => {
        const { body } = request;
        const { rows, faults } = typeof body === 'string' ? ofCsv(body) : ofJson(body.items);
        return { status: 200, body: await importElements(tx, rows, faults) };
      });
    },
  );
};

const utf8 = new TextDecoder('utf-8', { fatal: true });

function textOf(body: Buffer): string {
  let text: string;
  try {
    text = utf8.decode(body);
  } catch {
    throw refusal({ path: '', message: 'is not UTF-8' });
  }
  const nul = text.indexOf('\0');
  if (nul >= 0) throw refusal({ path: String(text.slice(0, nul).split('\n').length), message: 'holds a NUL' });
  return text;
}

function refusal(fault: Fault): Refusal {
  return new Refusal('invalidBody', 'the CSV cannot be read', [fault]);
}

interface Checked {
  readonly rows: readonly ImportedElement[];
  readonly faults: readonly Fault[];
}

function ofJson(items: readonly unknown[]): Checked {
  const rows = items.map((given, place) => ({ place, given }));
  return checked({ rows, faults: [] }, element, ({ siteId, ...rest }) => ({
    ...rest,
    site: siteId === undefined ? null : { column: 'siteId', text: siteId },
  }));
}

function ofCsv(text: string): Checked {
  return checked(elementsOfCsv(text), elementInCsv, ({ site, ...rest }) => ({
    ...rest,
    site: site === undefined ? null : { column: 'site', text: site },
    partIds: null,
  }));
}

/** What of an element the two ways of writing it have in different forms, and the fields that may be left out. */
type Meant = Pick<ImportedElement, 'site' | 'partIds'> & Omit<z.output<typeof elementInCsv>, 'site'>;

function checked<S extends z.ZodType>(
  { rows, faults }: Given,
  schema: S,
  meant: (given: z.output<S>) => Meant,
): Checked {
  const results = rows.map(({ place, given }) => ({ place, result: schema.safeParse(given) }));
  return {
    rows: results.flatMap(({ place, result }) =>
      result.success ? [{ kind: null, probeSite: null, ...meant(result.data), place }] : [],
    ),
    faults: [
      ...faults,
      ...results.flatMap(({ place, result }) =>
        (result.error?.issues ?? []).flatMap((issue) => faultsOf(issue, [place])),
      ),
    ],
  };
}
