import { spawnSync } from 'node:child_process';

/** What brings a program of the system that is not here; null where it is. */
export function whyNo(program: string, ofPackage = program): string | null {
  const { error } = spawnSync(program, ['-V']);
  return error ? `no ${program}; \`apt-get install -y ${ofPackage}\` brings it` : null;
}
