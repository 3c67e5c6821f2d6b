import type { z } from 'zod';
import type { problem } from '../../../api/schemas/common.ts';

export type Problem = z.output<typeof problem>;

/** The API's refusal, in the reader's language; `code` 'unreachable' where no answer came at all. */
export class ApiRefusal extends Error {
  override readonly name = 'ApiRefusal';
  readonly status: number;
  readonly code: string;
  readonly faults: readonly { readonly path: string; readonly message: string }[];

  constructor({ status, code, detail, errors = [] }: Pick<Problem, 'status' | 'code' | 'detail' | 'errors'>) {
    super(detail);
    this.status = status;
    this.code = code;
    this.faults = errors;
  }
}

export function isUnauthenticated(error: unknown): boolean {
  return error instanceof ApiRefusal && error.code === 'unauthenticated';
}
