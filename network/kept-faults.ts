import { join } from 'node:path';
import { readJsonFile, writeJsonFile } from '../tools/json-file.ts';
import { faultsIn, type Fault, type Faults } from './faults.ts';

/** The faults of the network, on disk too: a restart mends nothing. */
export interface KeptFaults {
  all(): Faults;
  /** In place of the one that the element had. */
  put(key: string, fault: Fault): void;
  /** All, if no element is told. */
  mend(key?: string): void;
}

export function keepFaults(dir: string): KeptFaults {
  const path = join(dir, 'faults.json');
  const faults = new Map(faultsIn(readJsonFile<Record<string, unknown>>(path) ?? {}));
  const keep = (): void => writeJsonFile(path, Object.fromEntries(faults));
  return {
    all: () => faults,
    put: (key, fault) => {
      faults.set(key, fault);
      keep();
    },
    mend: (key) => {
      if (key === undefined) faults.clear();
      else faults.delete(key);
      keep();
    },
  };
}
