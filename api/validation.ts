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

/** One fault for each field that is wrong; of several shapes, the faults of the one that fits best. */
function faultsOf(issue: $ZodIssue, parent: readonly PropertyKey[] = []): Fault[] {
  const path = [...parent, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: dotted([...path, key]), message: 'is not known here' }));
  }
  const nearest = issue.code === 'invalid_union' ? nearestShape(issue.errors) : [];
  if (nearest.length > 0) return nearest.flatMap((inner) => faultsOf(inner, path));
  return [{ path: dotted(path), message: issue.message }];
}

function nearestShape(shapes: readonly $ZodIssue[][]): $ZodIssue[] {
  const matching = shapes.filter((issues) => !issues.some(({ code, path }) => code === 'invalid_type' && !path.length));
  return matching.reduce<$ZodIssue[]>((a, b) => (a.length === 0 || b.length < a.length ? b : a), []);
}

function dotted(path: readonly PropertyKey[]): string {
  return path.map(String).join('.');
}
