import { parse } from 'tinyduration';

/** What is wrong with the environment: one line per problem, each with its variable and what to do. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

type Complain = (problem: string) => void;

/**
 * Reads variables one by one and collects every complaint, so that a person mends all of them at once.
 * A value that cannot be read is replaced by its fallback; `problems` then says so.
 */
export interface Environment {
  readonly problems: string[];
  complain(problem: string): void;
  /** The value without surrounding blanks, or null where it is absent or empty. */
  text(name: string): string | null;
  required(name: string, hint: string): string;
  /** A whole number within the bounds, both included. */
  whole(name: string, fallback: number, min: number, max: number): number;
  flag(name: string): boolean;
  oneOf<T extends string>(name: string, choices: readonly T[], fallback: T): T;
  url(name: string, schemes: readonly string[], hint: string): string | null;
  /** An ISO 8601 duration of days, hours, minutes and seconds, in milliseconds. */
  durationMs(name: string, fallback: string): number;
}

export function readEnvironment(env: NodeJS.ProcessEnv): Environment {
  const problems: string[] = [];
  const complain: Complain = (problem) => void problems.push(problem);
  const text = (name: string) => env[name]?.trim() || null;
  return {
    problems,
    complain,
    text,
    required: (name, hint) => text(name) ?? missing(complain, name, hint),
    whole: (name, fallback, min, max) => wholeNumber(complain, name, text(name), { fallback, min, max }),
    flag: (name) => flag(complain, name, text(name)),
    oneOf: (name, choices, fallback) => oneOf(complain, name, text(name) ?? fallback, choices) ?? fallback,
    url: (name, schemes, hint) => url(complain, name, text(name), { schemes, hint }),
    durationMs: (name, fallback) => durationMs(complain, name, text(name) ?? fallback),
  };
}

function missing(complain: Complain, name: string, hint: string): string {
  complain(`${name} is missing: ${hint}`);
  return '';
}

interface Bounds {
  readonly fallback: number;
  readonly min: number;
  readonly max: number;
}

function wholeNumber(complain: Complain, name: string, value: string | null, { fallback, min, max }: Bounds): number {
  if (value === null) return fallback;
  const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= min && number <= max) return number;
  complain(`${name} is "${value}": give a whole number from ${min} to ${max}.`);
  return fallback;
}

function flag(complain: Complain, name: string, value: string | null): boolean {
  return oneOf(complain, name, value ?? '0', ['0', '1']) === '1';
}

function oneOf<T extends string>(complain: Complain, name: string, value: string, choices: readonly T[]): T | null {
  const choice = choices.find((one) => one === value);
  if (choice === undefined) complain(`${name} is "${value}": give one of ${choices.join(', ')}.`);
  return choice ?? null;
}

interface UrlShape {
  readonly schemes: readonly string[];
  readonly hint: string;
}

// The value is not repeated in the complaint: addresses of databases and mail servers carry passwords.
function url(complain: Complain, name: string, value: string | null, { schemes, hint }: UrlShape): string | null {
  if (value === null) return null;
  const scheme = URL.canParse(value) ? new URL(value).protocol.slice(0, -1) : null;
  if (scheme !== null && schemes.includes(scheme)) return value;
  complain(`${name} is not an address that begins with ${schemes.map((one) => `${one}://`).join(' or ')}: ${hint}`);
  return null;
}

const secondMs = 1000;
const dayMs = 24 * 60 * 60 * secondMs;

function durationMs(complain: Complain, name: string, value: string): number {
  const ms = /^P[\dWDTHMS.]+$/.test(value) ? millisecondsOf(value) : null;
  if (ms !== null && ms > 0) return ms;
  complain(`${name} is "${value}": give an ISO 8601 duration of days and less, such as P30D or PT12H.`);
  return 0;
}

/** Null for what is no duration, and for months and years, which have no fixed length. */
function millisecondsOf(value: string): number | null {
  try {
    const { years, months, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0 } = parse(value);
    if (years !== undefined || months !== undefined) return null;
    return Math.round((weeks * 7 + days) * dayMs + ((hours * 60 + minutes) * 60 + seconds) * secondMs);
  } catch {
    return null;
  }
}
