import type { Server } from 'node:net';
import { createServer, PDU, type Session } from 'smpp';
import type { NewText, Texts } from './texts.ts';

interface Centre {
  readonly texts: Texts;
  /** Whose delivery has not been heard of, with the numbers that the text was between. */
  readonly owed: Map<string, NewText>;
}

/**
 * A message centre (SMPP 3.4) that lets everybody in and takes every text; it says yes only when the text is on the
 * disk, and reports it as delivered. It reads texts by the codings of its library, which are none of the desk's.
 */
export function takeTexts(texts: Texts): Server {
  const centre: Centre = { texts, owed: new Map() };
  return createServer({}, (session) => serve(centre, session));
}

function serve(centre: Centre, session: Session): void {
  const yes = (pdu: PDU) => session.send(pdu.response());
  // What is no SMPP ends the connection, and nothing else.
  session.on('error', () => session.destroy());
  session.on('enquire_link', yes);
  session.on('bind_transceiver', (pdu: PDU) => {
    yes(pdu);
    for (const id of centre.owed.keys()) report(centre, session, id);
  });
  session.on('unbind', (pdu: PDU) => {
    yes(pdu);
    session.close();
  });
  session.on('submit_sm', (pdu: PDU) => {
    take(centre, session, pdu).catch((error: unknown) => {
      console.error('a text could not be kept:', error);
      session.send(pdu.response({ command_status: systemError }));
    });
  });
}

/** ESME_RSYSERR: the sender keeps the text and tries again. */
const systemError = 0x08;

async function take(centre: Centre, session: Session, pdu: PDU): Promise<void> {
  const text = { from: textIn(pdu['source_addr']), to: textIn(pdu['destination_addr']), text: bodyOf(pdu) };
  const id = await centre.texts.keep(text);
  centre.owed.set(id, text);
  session.send(pdu.response({ message_id: id }));
  report(centre, session, id);
}

const againAfterMs = 5_000;
const receiptOfCentre = 0x04;
const delivered = 2;

/** Brings the receipt until it is taken; where the connection has ended, by the next one. */
function report(centre: Centre, session: Session, id: string): void {
  const text = centre.owed.get(id);
  if (text === undefined) return;
  const receipt = new PDU('deliver_sm', {
    ...{ source_addr: text.to, destination_addr: text.from, esm_class: receiptOfCentre },
    ...{ receipted_message_id: id, message_state: delivered, short_message: `id:${id} stat:DELIVRD err:000` },
  });
  session.send(receipt, ({ command_status: status }) => {
    if (status === 0) centre.owed.delete(id);
    else setTimeout(() => report(centre, session, id), againAfterMs).unref();
  });
}

/** A text that travels in parts is shown in parts: the library gives each without its header. */
function bodyOf({ short_message: short, message_payload: payload }: PDU): string {
  return textIn(payload) || messageIn(payload) || messageIn(short);
}

function messageIn(body: unknown): string {
  return typeof body === 'object' && body !== null && 'message' in body ? textIn(body.message) : '';
}

function textIn(field: unknown): string {
  return typeof field === 'string' ? field : '';
}
