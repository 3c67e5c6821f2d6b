import { readFile } from 'node:fs/promises';
import { simpleParser } from 'mailparser';
import { readReceipt, receiptsIn, type Receipt } from '../domain/receipt.ts';
import { Refusal } from '../domain/refusal.ts';

/** What somebody gave the program: receipts as written, and files that hold some. */
export interface GivenReceipts {
  readonly receipt?: readonly string[];
  readonly receipts?: readonly string[];
}

/**
 * All receipts that were given, in their order.
 * @throws Refusal badRequest for what is no receipt, and for a file without any
 */
export async function receiptsGiven({ receipt = [], receipts = [] }: GivenReceipts): Promise<Receipt[]> {
  const inFiles = await Promise.all(receipts.map(receiptsOfFile));
  return [...receipt.map(asReceipt), ...inFiles.flat()];
}

function asReceipt(written: string): Receipt {
  const receipt = readReceipt(written);
  if (receipt) return receipt;
  throw new Refusal(
    'badRequest',
    `${written} is no receipt such as HD-1000017/17/9f3c2a7b1d4e8a55, or its number has a wrong digit`,
  );
}

async function receiptsOfFile(path: string): Promise<Receipt[]> {
  const content = await readFile(path);
  const found = receiptsIn(/\.eml$/i.test(path) ? await wordsOfMail(content) : content.toString('utf8'));
  if (found.length === 0) throw new Refusal('badRequest', `${path} holds no receipt`);
  return found;
}

/** Headers, both forms of the text, and the same of mails that it carries as attachments. */
async function wordsOfMail(content: Buffer): Promise<string> {
  const { headerLines, text, html, attachments } = await simpleParser(content, { skipTextToHtml: true });
  const carried = attachments.filter(({ contentType }) => contentType === 'message/rfc822');
  const within = await Promise.all(carried.map((mail) => wordsOfMail(mail.content)));
  return [...headerLines.map(({ line }) => line), text ?? '', html || '', ...within].join('\n');
}
