/** The database cannot be used as it is; the message is one sentence that says what to do. */
export class UnfitDatabase extends Error {
  override readonly name = 'UnfitDatabase';
}
