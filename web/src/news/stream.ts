const address = '/api/v1/stream';

/** A browser opens again by itself what broke off, but never what was refused. */
const againMs = 5_000;

export interface Ears {
  /** A ticket has changed. */
  readonly ticket: (number: string) => void;
  /** Anything may have changed: the stream begins, or can't tell from where it broke off. */
  readonly everything: () => void;
  /** Whether changes are heard now. */
  readonly heard: (isHeard: boolean) => void;
}

/** Hears the desk's changes until the answer is called. */
export function listen(ears: Ears): () => void {
  let source: EventSource | null = null;
  let again: number | undefined;

  const open = () => {
    source = new EventSource(address);
    source.addEventListener('open', () => (ears.heard(true), ears.everything()));
    source.addEventListener('ticket', ({ data }) => ears.ticket(numberIn(data)));
    source.addEventListener('reset', ears.everything);
    source.addEventListener('error', () => {
      ears.heard(false);
      if (source?.readyState === EventSource.CLOSED) again = window.setTimeout(open, againMs);
    });
  };
  open();
  return () => {
    window.clearTimeout(again);
    source?.close();
    ears.heard(false);
  };
}

function numberIn(data: string): string {
  return (JSON.parse(data) as { number: string }).number;
}
