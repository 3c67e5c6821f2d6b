/** What a phone that we ring is rung for. */
export type RungFor =
  | { readonly kind: 'call'; readonly callId: string; readonly userId: string }
  | { readonly kind: 'dialling'; readonly id: string; readonly end: 'agent' | 'contact' };

/** The name of its line. All that is to be known of it stands in the name, so that whoever finds it knows it. */
export function agentsLeg(callId: string, userId: string): string {
  return `desk.call.${callId}.${userId}`;
}

export function diallingsLeg(id: string, end: 'agent' | 'contact'): string {
  return `desk.dialling.${id}.${end}`;
}

const id = '([0-9a-f-]{36})';
const ofCall = new RegExp(`^desk\\.call\\.${id}\\.${id}$`);
const ofDialling = new RegExp(`^desk\\.dialling\\.${id}\\.(agent|contact)$`);

/** Null for a line that we did not name. */
export function rungFor(channel: string): RungFor | null {
  const [, callId, userId] = ofCall.exec(channel) ?? [];
  if (callId !== undefined && userId !== undefined) return { kind: 'call', callId, userId };
  const [, dialling, end] = ofDialling.exec(channel) ?? [];
  if (dialling === undefined) return null;
  return { kind: 'dialling', id: dialling, end: end === 'agent' ? 'agent' : 'contact' };
}
