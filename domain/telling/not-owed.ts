/** The failure of a message that need not be said any more, and never went out: nothing is wrong with its channel. */
export const notOwed = 'notOwed';
