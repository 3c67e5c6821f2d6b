import { mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** CPU profiles of the workers and the API, where they were asked for. */
export const profiled = ['bare-worker', 'api', 'worker'] as const;
export type Profiled = (typeof profiled)[number];

export interface Profiles {
  nodeOptions(program: Profiled): readonly string[];
  /** Ends the processes, so that they write what they saw, and says where their time went. Empty without profiles. */
  summary(end: () => Promise<void>): Promise<string>;
}

/** They stay in a folder of the system's for temporary files, to be opened in a browser's developer tools. */
export function profilesOf(wanted: boolean): Profiles {
  if (!wanted) return { nodeOptions: () => [], summary: () => Promise.resolve('') };
  const dir = mkdtempSync(join(tmpdir(), 'helpdesk-profiles-'));
  const folder = (program: Profiled): string => join(dir, program);
  for (const program of profiled) mkdirSync(folder(program));
  return {
    nodeOptions: (program) => ['--cpu-prof', `--cpu-prof-dir=${folder(program)}`],
    summary: async (end) => {
      await end();
      return profiled.map((program) => summaryOf(program, folder(program))).join('\n');
    },
  };
}

interface Node {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
}

interface CpuProfile {
  readonly nodes: readonly Node[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

function summaryOf(program: Profiled, folder: string): string {
  const own = new Map<string, number>();
  const places = new Map<string, number>();
  for (const file of readdirSync(folder)) {
    const profile = JSON.parse(readFileSync(join(folder, file), 'utf8')) as CpuProfile;
    for (const { node, ms } of selfTimes(profile)) {
      const place = placeOf(node);
      if (place === null) continue;
      add(places, place, ms);
      add(own, `${node.callFrame.functionName || '(anonymous)'} (${place})`, ms);
    }
  }
  return [
    `Self time on CPU, ${program}, its start included (${folder}):`,
    '',
    ...top(places, 15),
    '',
    ...top(own, 25),
    '',
  ].join('\n');
}

function selfTimes({ nodes, samples, timeDeltas }: CpuProfile): { node: Node; ms: number }[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const ms = new Map<number, number>();
  samples.forEach((id, index) => ms.set(id, (ms.get(id) ?? 0) + (timeDeltas[index] ?? 0) / 1_000));
  return [...ms].flatMap(([id, spent]) => {
    const node = byId.get(id);
    return node ? [{ node, ms: spent }] : [];
  });
}

/** The package or folder in which a function stands; null where nothing was done. */
function placeOf({ callFrame: { functionName, url } }: Node): string | null {
  if (functionName === '(idle)' || functionName === '(program)') return null;
  if (url === '') return functionName.startsWith('(') ? functionName : 'native';
  const module = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  if (module !== undefined) return module;
  if (url.startsWith('node:')) return 'node';
  return /\/(activities|api|bench|db|domain|engine|mail|runtime|worker|workflows)\//.exec(url)?.[1] ?? 'bundle';
}

function top(times: ReadonlyMap<string, number>, count: number): string[] {
  const sorted = [...times].toSorted(([, a], [, b]) => b - a).slice(0, count);
  return sorted.map(([name, ms]) => `- ${ms.toFixed(0)} ms ${name}`);
}

function add(times: Map<string, number>, name: string, ms: number): void {
  times.set(name, (times.get(name) ?? 0) + ms);
}
