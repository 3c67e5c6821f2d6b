/** Where each part of the engine listens, on loopback. Membership ports are stored as int2: 32767 at most. */
export type TemporalPorts = {
  readonly frontend: number;
  readonly history: number;
  readonly matching: number;
  readonly worker: number;
  readonly frontendMembership: number;
  readonly historyMembership: number;
  readonly matchingMembership: number;
  readonly workerMembership: number;
};

/** Eight ports in a row, from the first. */
export function temporalPortsFrom(first: number): TemporalPorts {
  return {
    frontend: first,
    history: first + 1,
    matching: first + 2,
    worker: first + 3,
    frontendMembership: first + 4,
    historyMembership: first + 5,
    matchingMembership: first + 6,
    workerMembership: first + 7,
  };
}
