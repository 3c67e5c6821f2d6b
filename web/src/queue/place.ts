interface Place {
  /** The queue's address, with its filters. */
  readonly href: string;
  /** The ticket whose row had the focus. */
  readonly number: string | null;
}

let place: Place = { href: '/tickets', number: null };

/** Where in the queue the reader was, so that Esc on a ticket leads back to the same row. */
export function rememberPlace(at: Place): void {
  place = at;
}

export function lastPlace(): Place {
  return place;
}
