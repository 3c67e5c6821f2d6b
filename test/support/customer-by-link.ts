import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import type { CustomerView } from '../../api/schemas/customer-view.ts';

/** What a customer does with the link in a mail. */
export interface CustomerByLink {
  look(query?: string): Promise<string>;
  view(): Promise<CustomerView>;
  /** As a program does it. */
  sends(deed: string, body: unknown, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
  /** As a page without script does it. */
  presses(deed: string, fields: Record<string, string>, query?: string): Promise<LightMyRequestResponse>;
}

export function customerBy(app: FastifyInstance, token: string): CustomerByLink {
  const json = { accept: 'application/json' };
  return {
    look: async (query = '') => (await app.inject({ url: `/c/${token}${query}` })).body,
    view: async () => (await app.inject({ url: `/c/${token}`, headers: json })).json(),
    sends: (deed, body, headers = {}) =>
      app.inject({
        method: 'POST',
        url: `/c/${token}/${deed}`,
        payload: JSON.stringify(body),
        headers: { ...json, 'content-type': 'application/json', ...headers },
      }),
    presses: (deed, fields, query = '') =>
      app.inject({
        method: 'POST',
        url: `/c/${token}/${deed}${query}`,
        payload: new URLSearchParams(fields).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
      }),
  };
}

/** The hidden name of the page's forms. */
export function formIdIn(page: string): string {
  const found = /name="formId" value="([^"]+)"/.exec(page)?.[1];
  if (found === undefined) throw new Error('the page has no form');
  return found;
}
