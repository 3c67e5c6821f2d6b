import type { FastifySchemaCompiler } from 'fastify';
import { safeParse, type $ZodIssue, type $ZodType } from 'zod/v4/core';
import { Refusal, type Fault, type RefusalCode } from '../domain/refusal.ts';

const codeOfPart: Readonly<Record<string, RefusalCode>> = {
  body: 'invalidBody',
  querystring: 'badQuery',
  headers: 'badHeader',
  // An ill-formed id leads nowhere, like a well-formed one that is unknown.
  params: 'notFound',
};

/** Checks a part of the request by its zod schema and refuses with the path of each fault. */
export const validatorCompiler: FastifySchemaCompiler<$ZodType> =
  ({ schema, httpPart = 'body' }) =>
  (given: unknown) => {
    const result = safeParse(schema, given);
    if (result.success) return { value: result.data };
    const code = codeOfPart[httpPart] ?? 'invalidBody';
    const faults = code === 'notFound' ? [] : result.error.issues.flatMap((issue) => faultsOf(issue));
    return { error: new Refusal(code, `the ${httpPart} does not fit`, faults) };
  };

/** One fault for each field that is wrong; of several shapes, the faults of the one that was meant. */
export function faultsOf(issue: $ZodIssue, parent: readonly PropertyKey[] = []): Fault[] {
  const path = [...parent, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: dotted([...path, key]), message: 'is not known here' }));
  }
  const meant = issue.code === 'invalid_union' ? shapeMeant(issue.errors) : null;
  if (meant !== null) return meant.flatMap((inner) => faultsOf(inner, path));
  return [
    { path: dotted(path), message: issue.code === 'invalid_union' ? 'has none of the known shapes' : issue.message },
  ];
}

/** The shape with the fewest faults, of those that are of the right type at all; null where several are as near. */
function shapeMeant(shapes: readonly $ZodIssue[][]): $ZodIssue[] | null {
  const possible = shapes.filter((issues) => !issues.some(({ code, path }) => code === 'invalid_type' && !path.length));
  const [nearest, next] = possible.toSorted((a, b) => a.length - b.length);
  return nearest === undefined || nearest.length === next?.length ? null : nearest;
}

function dotted(path: readonly PropertyKey[]): string {
  return path.map(String).join('.');
}
