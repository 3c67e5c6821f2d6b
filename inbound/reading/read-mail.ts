import { simpleParser, type AddressObject, type ParsedMail } from 'mailparser';
import type { Mail, MailAddress, MailFile } from '../mail.ts';
import { textOfHtml } from './text-of-html.ts';

/** What the envelope said, where there was one. */
export interface Envelope {
  /** Empty for reports of delivery. */
  readonly from: string;
  readonly to: readonly string[];
}

const mostAddresses = 100;
// Ten screens. A longer subject than a line of a list, and a header longer than any sentence, say nothing more.
const longestHeader = 2_000;
const mostReferences = 50;

/** Takes a mail apart. Never refuses: what can't be read is empty, and the mail itself is kept by the caller. */
export async function readMail(source: Buffer, envelope: Envelope | null): Promise<Mail> {
  const { parsed, unread } = await parse(source);
  const headers = headersOf(parsed);
  return {
    messageId: parsed.messageId ?? null,
    references: referencesOf(parsed),
    from: addressesOf(parsed.from)[0] ?? null,
    to: recipientsOf(parsed, headers, envelope),
    returnPath: envelope?.from ?? returnPathIn(headers),
    subject: (parsed.subject ?? '').slice(0, longestHeader),
    text: parsed.text || (parsed.html ? textOfHtml(parsed.html) : ''),
    files: parsed.attachments.map(fileOf),
    headers,
    ...(unread && { unread }),
  };
}

const asItIs = { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, keepDeliveryStatus: true };
const longestHead = 64 * 1_024;

/** The parser gives up on a mail of more than 1,000 parts or 1 MiB of headers: then what its head says, and no text. */
async function parse(source: Buffer): Promise<{ readonly parsed: ParsedMail; readonly unread?: Error }> {
  try {
    return { parsed: await simpleParser(source, asItIs) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { parsed: await simpleParser(headOf(source), asItIs), unread: error };
  }
}

/** Without what says how the rest is built. */
function headOf(source: Buffer): string {
  const head =
    source
      .subarray(0, longestHead)
      .toString('latin1')
      .split(/\r?\n\r?\n/, 1)[0] ?? '';
  return `${head.replace(/^content-[^\n]*(?:\n[ \t][^\n]*)*\n?/gim, '').trimEnd()}\n\n`;
}

function headersOf({ headerLines }: ParsedMail): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  for (const { key, line } of headerLines) {
    if (!first.has(key)) first.set(key, line.slice(key.length + 1, key.length + 1 + longestHeader).trim());
  }
  return first;
}

function referencesOf({ inReplyTo, references }: ParsedMail): string[] {
  const earlier = [references ?? []].flat();
  const direct = inReplyTo === undefined ? [] : (inReplyTo.match(/<[^<>\s]{1,500}>/g) ?? []);
  // The last of `References` is what was answered last.
  return [...new Set([...direct, ...earlier.toReversed()])].slice(0, mostReferences);
}

function addressesOf(header: AddressObject | AddressObject[] | undefined): MailAddress[] {
  const named = [header ?? []].flat().flatMap(({ value }) => value.flatMap((one) => one.group ?? one));
  return named
    .slice(0, mostAddresses)
    .flatMap(({ address, name }) => (address ? [{ address: address.toLowerCase(), name: name || null }] : []));
}

function recipientsOf(parsed: ParsedMail, headers: ReadonlyMap<string, string>, envelope: Envelope | null): string[] {
  const named = [...addressesOf(parsed.to), ...addressesOf(parsed.cc)].map(({ address }) => address);
  const delivered = ['delivered-to', 'x-original-to', 'x-envelope-to'].flatMap((name) => headers.get(name) ?? []);
  const all = [...(envelope?.to ?? []), ...delivered, ...named].map((address) => address.toLowerCase());
  return [...new Set(all)].slice(0, mostAddresses);
}

function returnPathIn(headers: ReadonlyMap<string, string>): string | null {
  const said = headers.get('return-path');
  return said === undefined ? null : said.replace(/[<>]/g, '').trim().toLowerCase();
}

function fileOf({ filename, content }: ParsedMail['attachments'][number]): MailFile {
  return { name: filename?.slice(0, longestHeader) ?? null, contents: content };
}
