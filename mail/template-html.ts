import sanitizeHtml from 'sanitize-html';

/*
 * What an operator's own HTML may hold: words, their form, tables, and links that people follow themselves. Nothing
 * that runs, asks for input, or is fetched when the mail is opened: that would tell others who reads what, and when.
 */
const tags: readonly string[] = [
  ...['p', 'br', 'hr', 'div', 'span', 'blockquote', 'h1', 'h2', 'h3', 'h4', 'ul', 'ol', 'li'],
  ...['b', 'strong', 'i', 'em', 'u', 's', 'small', 'sub', 'sup', 'a'],
  ...['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th'],
];
const attributesOf: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan', 'scope'],
};
const attributesOfAll: readonly string[] = ['style', 'lang', 'dir', 'title', 'role'];
const linkPlaceholder = '{{link}}';
const schemes = ['https', 'mailto', 'tel'] as const;

/** What is in a template's HTML that no mail may hold, in words, each once; empty where nothing is. */
export function faultsOfHtml(html: string): string[] {
  const faults = new Set<string>();
  // Its walk over the tags is the one that makes the mail, so that nothing is seen otherwise here.
  sanitizeHtml(html, {
    ...allowed,
    transformTags: {
      '*': (tag, attributes) => {
        for (const fault of faultsOfTag(tag, attributes)) faults.add(fault);
        return { tagName: tag, attribs: attributes };
      },
    },
  });
  return [...faults];
}

/** The same HTML with every tag closed, and without what should never have been saved. */
export function safeHtml(html: string): string {
  return sanitizeHtml(html, allowed);
}

const allowed: sanitizeHtml.IOptions = {
  allowedTags: [...tags],
  allowedAttributes: {
    '*': [...attributesOfAll],
    ...Object.fromEntries(Object.entries(attributesOf).map(([tag, names]) => [tag, [...names]])),
  },
  allowedSchemes: [...schemes],
  allowProtocolRelative: false,
  // Judged by `isHarmless`, and taken out whole where it does not pass.
  parseStyleAttributes: false,
  transformTags: {
    '*': (tag, attributes) => ({
      tagName: tag,
      attribs: breaking(
        tag,
        Object.fromEntries(
          Object.entries(attributes).filter(([name, value]) => faultOfAttribute(tag, name, value) === null),
        ),
      ),
    }),
  },
};

/** A long word in a cell, such as the link, breaks there: on a telephone the table would run out of the mail. */
function breaking(tag: string, attributes: Record<string, string>): Record<string, string> {
  if (tag !== 'td') return attributes;
  const { style } = attributes;
  return { ...attributes, style: `overflow-wrap:anywhere${style === undefined ? '' : `;${style}`}` };
}

function faultsOfTag(tag: string, attributes: Readonly<Record<string, string>>): string[] {
  if (!tags.includes(tag)) return [`<${tag}> is not allowed in a mail`];
  return Object.entries(attributes).flatMap(([name, value]) => faultOfAttribute(tag, name, value) ?? []);
}

function faultOfAttribute(tag: string, name: string, value: string): string | null {
  if (![...attributesOfAll, ...(attributesOf[tag] ?? [])].includes(name)) return `${name} of <${tag}> is not allowed`;
  if (name === 'href') return faultOfHref(value);
  if (value.includes('{{')) return `${name} of <${tag}> can hold no placeholder`;
  return name === 'style' && !isHarmless(value) ? `style of <${tag}> may only say colours, sizes and places` : null;
}

/** An address that is written out, or the customer's link and nothing else. */
function faultOfHref(value: string): string | null {
  if (value.replace(/\s/g, '') === linkPlaceholder) return null;
  const scheme = /^([a-z]+):/i.exec(value)?.[1]?.toLowerCase();
  const known = schemes.some((one) => one === scheme) && !/[{}\s]/.test(value);
  return known ? null : 'href of <a> is no https, mailto or tel address, and not {{link}} alone';
}

/** Declarations without functions, so that nothing is fetched: `color: #b00; margin: 0 0 1em`. */
function isHarmless(style: string): boolean {
  const declarations = style.split(';').filter((one) => one.trim() !== '');
  return declarations.every((one) => /^\s*[a-z-]+\s*:[\w\s#.,%'!-]+$/i.test(one));
}
