import { demoId } from '../../db/seed/ids.ts';
import { internetQuestionnaire } from '../../db/seed/questionnaire-internet.ts';
import { goldTerms } from '../../db/seed/terms.ts';
import type { Http } from './http.ts';

/**
 * A customer of the bench's own, with a service over the demo network. The terms are the demo's gold ones, except that
 * time makes nothing of a ticket during a run but what a measure has promised.
 */
export async function bringCustomer(admin: Http): Promise<{ readonly serviceId: string }> {
  const post = async (path: string, body: object) => (await admin.ask<{ id: string }>('POST', path, body)).id;
  const name = 'Мерная лаборатория';
  const customerId = await post('/api/v1/customers', { name, language: 'ru', phones: [], emails: [] });
  const far = { firstWithin: 'P7D', warnBefore: 'PT2H', demandNewWithin: 'P7D' };
  const terms = { ...goldTerms, eta: far };
  const contractId = await post('/api/v1/contracts', { customerId, name, terms });
  const place = { customerId, name, address: 'Измерительная, 1', region: 'Москва' };
  const siteId = await post('/api/v1/sites', place);
  const chain = [1, 2, 6, 7, 8, 9].map((element) => demoId('element', element));
  const service = { customerId, contractId, siteId, name: 'Интернет 100 Мбит/с', kind: 'internet', chain };
  return { serviceId: await post('/api/v1/services', service) };
}

export interface Reachable {
  readonly phone?: string;
  readonly email?: string;
}

/** A usual call: no internet, told by somebody who gives these addresses. */
export function opening(serviceId: string, reachable: Reachable): object {
  const { id, version } = internetQuestionnaire;
  return {
    serviceId,
    contact: { name: 'Вера Сомова', language: 'ru', ...reachable },
    channel: 'phone',
    questionnaire: { id, version, answers: usualAnswers },
    description: 'С утра нет интернета, касса не работает. Перезапускали дважды, не помогло.',
  };
}

const usualAnswers = {
  symptom: 'none',
  since: '2026-01-05T06:00:00.000Z',
  workStopped: true,
  lamps: 'los',
  restarted: true,
  everywhere: true,
};
