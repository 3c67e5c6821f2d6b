import type { ProbeOrder, TestResult } from '../../domain/line/tests.ts';
import { allowing } from '../../probe/address.ts';
import { runTests } from '../../probe/run-tests.ts';
import { community } from './agent.ts';
import { credentials } from './chain.ts';
import { reside } from './resident.ts';

// The site's probe as it is, in the namespace of the site. Only the engine that brings its orders is not here.

export type LabOrder = ProbeOrder;

const secrets = { [credentials]: { version: '2c', community } } as const;
const allowed = allowing([]);

reside<LabOrder, readonly TestResult[]>((order) =>
  runTests(order, { signal: new AbortController().signal, heartbeat: () => undefined, log: console, secrets, allowed }),
);
