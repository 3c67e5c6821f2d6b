import { heardOnLine, isHeardOutOfBand, type Now } from './effects.ts';
import { faultKinds, possibleFor, type Fault, type FaultKind, type Faults } from './faults.ts';
import { elementKeys, elementOf, hangingOn, isElementKey } from './topology.ts';

/** What has just been done, what it means, and what can be done next. */
export function wordsOf(kind: FaultKind, key: string, now: Now): string {
  return [done[kind](key), ...effectOf(now), '', ...nextSteps(key)].join('\n');
}

const done: Readonly<Record<FaultKind, (key: string) => string>> = {
  cut: (key) => `The link between ${neighbourOf(key)} and ${key} is cut.`,
  kill: (key) => `${key} is dead, also to the management network.`,
  'admin-down': (key) => `The port of ${neighbourOf(key)} towards ${sharing(key)} is set down.`,
  degrade: (key) => `The link to ${key} is bad: it answers late, its ports count errors${light(key)}.`,
  flap: (key) => `The link to ${key} comes and goes every 15 seconds, beginning with gone.`,
  'power-off': (key) => `There is no power at ${elementOf(key).premises}: ${atPremisesOf(key)}.`,
  break: (key) => `The service on ${key} fails, while the line to it is good.`,
};

/** After `restore`. */
export function restoredWords(key: string | undefined, now: Now): string {
  return [key === undefined ? 'Everything is mended.' : `${key} is mended.`, ...effectOf(now)].join('\n');
}

function effectOf(now: Now): string[] {
  const silent = elementKeys.filter((key) => heardOnLine(key, now) === null);
  const heard = silent.filter((key) => isHeardOutOfBand(key, now));
  if (silent.length === 0) return ['Every element is heard over the line.'];
  return [
    `Silent over the line: ${silent.join(', ')}.`,
    ...(heard.length > 0 ? [`Of these the management network still hears: ${heard.join(', ')}.`] : []),
  ];
}

function nextSteps(key: string): string[] {
  return [
    'Next: open a ticket on a service that runs through it, or test an open one again, and read its zone.',
    `      npm run network -- restore ${key}   mends it`,
    '      npm run network -- show              says how everything is',
  ];
}

function neighbourOf(key: string): string {
  return elementOf(key).hangsOn?.key ?? 'the probe';
}

function sharing(key: string): string {
  const { hangsOn } = elementOf(key);
  const others = hangsOn === null ? [] : hangingOn(hangsOn.key, hangsOn.port).filter((other) => other.key !== key);
  return others.length === 0 ? key : `${key} (and ${others.map((other) => other.key).join(', ')}, which share it)`;
}

function light(key: string): string {
  return elementOf(key).ont === undefined ? '' : ', and it gets too little light';
}

function atPremisesOf(key: string): string {
  const { premises } = elementOf(key);
  return `${elementKeys.filter((other) => elementOf(other).premises === premises).join(' and ')} went out`;
}

/** Every element in a line: how it is heard, and what was done to it. */
export function table(now: Now): string {
  const lines = elementKeys.map((key) =>
    [key.padEnd(15), onLine(key, now).padEnd(16), outOfBand(key, now).padEnd(16), faultWords(now.faults, key)].join(''),
  );
  const head = ['element'.padEnd(15), 'over the line'.padEnd(16), 'out of band'.padEnd(16), 'fault'].join('');
  return [head, ...lines].map((line) => line.trimEnd()).join('\n');
}

function onLine(key: string, now: Now): string {
  const heard = heardOnLine(key, now);
  if (heard === null) return 'silent';
  if (heard.broken) return 'fails';
  return heard.delayMs > 0 ? 'late' : 'answers';
}

function outOfBand(key: string, now: Now): string {
  const { toldBy, hangsOn } = elementOf(key);
  if (toldBy === 'itself') return isHeardOutOfBand(key, now) ? 'answers' : 'silent';
  return toldBy === 'olt' ? `by ${hangsOn?.key}` : 'none';
}

function faultWords(faults: Faults, key: string): string {
  const fault: Fault | undefined = faults.get(key);
  return fault === undefined ? '' : `${fault.kind} since ${new Date(fault.since).toISOString()}`;
}

export const usage = [
  'npm run network -- <what> <element>',
  '',
  '  cut         the link between the element and its neighbour on the network side',
  '  kill        the element is dead',
  '  admin-down  the neighbour’s port is set down',
  '  degrade     late answers, errors on ports, little light',
  '  flap        the link comes and goes',
  '  power-off   no power at the customer’s',
  '  break       the service fails, the line is good',
  '  restore     mends the element, or without one, everything',
  '  show        how everything is',
  '',
  `  elements: ${elementKeys.join(', ')}`,
].join('\n');

/** Why this can't be done to that, in a sentence, or null if it can. */
export function objectionTo(kind: FaultKind, key: string): string | null {
  if (key === '') return `${kind} wants an element: name one of ${possibleFor(kind).join(', ')}.`;
  if (!isElementKey(key)) return `There is no element ${key}: name one of ${possibleFor(kind).join(', ')}.`;
  if (possibleFor(kind).includes(key)) return null;
  return `${kind} is nothing that can happen to ${key}: name one of ${possibleFor(kind).join(', ')}.`;
}

export const doings: readonly string[] = [...faultKinds, 'restore', 'show'];
