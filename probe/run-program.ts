import { execFile } from 'node:child_process';
import { TestFailed } from './kind.ts';

export interface Ran {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Not the environment of the probe: that may hold the key of the engine. */
const env = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/opt/homebrew/sbin:/opt/homebrew/bin',
  LC_ALL: 'C',
};
const mostBytes = 1_048_576;

/**
 * Runs a program of the system, without a shell; it is killed when the signal comes or it speaks more than a megabyte.
 * How it ends is for the caller to judge.
 * @throws TestFailed `notInstalled`
 */
export function runProgram(program: string, args: readonly string[], signal: AbortSignal): Promise<Ran> {
  const options = { env, cwd: '/', signal, killSignal: 'SIGKILL', maxBuffer: mostBytes, encoding: 'utf8' } as const;
  return new Promise((resolve, reject) => {
    const child = execFile(program, [...args], options, (error, stdout, stderr) => {
      if (error && error.code === 'ENOENT')
        return reject(new TestFailed('notInstalled', `${program} is not installed`));
      if (error && (signal.aborted || error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER')) return reject(error);
      resolve({ code: child.exitCode, stdout, stderr });
    });
  });
}
