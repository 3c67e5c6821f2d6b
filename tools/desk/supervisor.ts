import { setTimeout as pause } from 'node:timers/promises';
import { isAlive } from '../../scripts/process-identity.mjs';
import { messageOf, Obstacle } from '../obstacle.ts';
import type { Child, StopOptions } from '../process/child.ts';
import { sendSignal } from '../process/stop.ts';
import type { DeskState } from './state.ts';

/** A process that has to run as long as the desk does. */
export type Service = {
  readonly name: string;
  /** Starts it and waits until it is ready; `spawned` is called as soon as it has a pid. */
  start(spawned: (pid: number) => void): Promise<Child>;
  readonly stop: StopOptions;
};

export type SupervisorOptions = {
  readonly state: DeskState;
  readonly say: (line: string) => void;
  /** Called when a service ended more than five times within a minute. */
  readonly fail: (obstacle: Obstacle) => void;
};

type Running = { readonly service: Service; child: Child | null; restarts: readonly number[] };

const mostRestartsPerMinute = 5;

/** Keeps services running: one that ends, however it ends, is started again, until it ends too often. */
export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #running = new Map<string, Running>();
  #stopping = false;

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  /** Starts a service and waits until it is ready; a failure to start for the first time is the caller's. */
  async run(service: Service): Promise<void> {
    const entry: Running = { service, child: null, restarts: [] };
    this.#running.set(service.name, entry);
    await this.#start(entry);
  }

  /** Starts a service that nobody waits for; one that does not start ends the desk, as one does that ends too often. */
  runLater(service: Service): void {
    this.run(service).catch((error: unknown) => {
      if (!this.#stopping) this.#options.fail(error instanceof Obstacle ? error : new Obstacle(messageOf(error)));
    });
  }

  /** Stops all services in the order of these names, those that are not named last, one after another. */
  async stopAll(order: readonly string[]): Promise<void> {
    this.#stopping = true;
    for (const name of new Set([...order, ...this.#running.keys()])) {
      const entry = this.#running.get(name);
      await entry?.child?.stop(entry.service.stop);
    }
    this.killAll();
  }

  /** SIGKILL to whatever still runs, also to what has not become ready yet. */
  killAll(): void {
    this.#stopping = true;
    for (const [name, identity] of Object.entries(this.#options.state.children())) {
      if (isAlive(identity) && !sendSignal(-identity.pid, 'SIGKILL')) sendSignal(identity.pid, 'SIGKILL');
      this.#options.state.forget(name);
    }
  }

  async #start(entry: Running): Promise<void> {
    const { name } = entry.service;
    const child = await entry.service.start((pid) => this.#options.state.remember(name, pid));
    entry.child = child;
    void this.#watch(entry, child);
  }

  async #watch(entry: Running, child: Child): Promise<void> {
    const how = await child.exited;
    if (this.#stopping) return;
    // What it has started itself (a reloading process its program) would keep its ports.
    sendSignal(-child.pid, 'SIGKILL');
    this.#options.say(`  ! ${entry.service.name} ended (${how}) and is started again`);
    await this.#startAgain(entry);
  }

  async #startAgain(entry: Running): Promise<void> {
    const { name } = entry.service;
    while (!this.#stopping && this.#mayRestart(entry)) {
      try {
        await this.#start(entry);
        this.#options.say(`  ✓ ${name} is back`);
        return;
      } catch (error) {
        this.#options.say(`  ! ${name}: ${messageOf(error)}`);
        await pause(500);
      }
    }
  }

  #mayRestart(entry: Running): boolean {
    const now = Date.now();
    entry.restarts = [...entry.restarts.filter((at) => at > now - 60_000), now];
    if (entry.restarts.length <= mostRestartsPerMinute) return true;
    const { name } = entry.service;
    this.#options.fail(new Obstacle(`${name} ended ${entry.restarts.length} times within a minute: see its log.`));
    return false;
  }
}
