/** A desk that speaks by mail and by phone only, and waits a quarter of an hour for reports. */
export const noCarriers = { carriers: { sms: null, webhook: null }, confirmWithinMs: 15 * 60_000 } as const;
