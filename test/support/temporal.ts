import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { registerNamespace } from '../../tools/temporal/namespace.ts';
import { reasonToSkip } from './provided.ts';

const test = inject('temporal');

/** Why there is no real Temporal server, or null: for `describeUnless`. */
export const whyNoTemporal = reasonToSkip(test);

export interface TestNamespace {
  readonly address: string;
  readonly namespace: string;
}

/** A namespace of one's own on the real server of this run, or on that of an engine which a story kills. */
export async function freshNamespace(address: string = addressOf(test)): Promise<TestNamespace> {
  const namespace = `test-${randomBytes(4).toString('hex')}`;
  await registerNamespace(address, namespace);
  return { address, namespace };
}

function addressOf(provided: typeof test): string {
  if (provided === undefined) throw new Error('this project of vitest.config.ts does not start Temporal');
  if ('missing' in provided) throw new Error(provided.missing);
  return provided.address;
}
