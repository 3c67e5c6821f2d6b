const headerLength = 12;
const [answerBit, serverFailed] = [0x8180, 0x8182];

/** The address that every name of the demo has, of the documentation (RFC 5737). */
export const answeredAddress = '192.0.2.53';

/**
 * The answer to a question by DNS: one address for every name, nothing for other types, SERVFAIL where it is broken.
 * Null for what is no question.
 */
export function answerTo(question: Buffer, isBroken: boolean): Buffer | null {
  const end = endOfQuestion(question);
  if (end === null) return null;
  const asked = Buffer.from(question.subarray(0, end));
  const wantsAddress = asked.readUInt16BE(end - 4) === 1;
  const answers = wantsAddress && !isBroken ? 1 : 0;
  asked.writeUInt16BE(isBroken ? serverFailed : answerBit, 2);
  for (const [place, count] of [1, answers, 0, 0].entries()) asked.writeUInt16BE(count, 4 + 2 * place);
  return answers === 1 ? Buffer.concat([asked, addressRecord]) : asked;
}

/** Behind name, type and class of the first question. */
function endOfQuestion(message: Buffer): number | null {
  if (message.length < headerLength || message.readUInt16BE(4) !== 1 || (message.readUInt8(2) & 0x80) !== 0)
    return null;
  let at = headerLength;
  for (let length = message[at]; length !== 0; length = message[at]) {
    if (length === undefined || length > 63) return null;
    at += length + 1;
  }
  const end = at + 5;
  return end <= message.length ? end : null;
}

// The name of the question again, type A, class IN, for no second longer, four bytes.
const addressRecord = Buffer.from([
  ...[0xc0, headerLength, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4],
  ...answeredAddress.split('.').map(Number),
]);
