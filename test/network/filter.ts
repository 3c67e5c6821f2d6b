import type { Ground, Mend } from './lab.ts';

export interface Filter {
  readonly family: 'ip' | 'bridge';
  readonly hook: string;
  readonly rule: string;
}

/** Has the kernel drop packets in one of the namespaces, one filter of a family in each. */
export async function filtered({ namespaces }: Ground, part: string, { family, hook, rule }: Filter): Promise<Mend> {
  const nft = (command: string) => namespaces.run(part, ['nft', command]);
  await nft(`table ${family} faults { chain faults { type filter hook ${hook}; ${rule}; }; }`);
  return async () => void (await nft(`delete table ${family} faults`));
}
