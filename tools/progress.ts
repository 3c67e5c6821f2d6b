/** Told by a long step how far it is; the one who started the step adds what and how long. */
export type Progress = (howFar: string) => void;

/** For those who don't want to hear. */
export const silent: Progress = () => undefined;
