import { internetQuestionnaire } from '../../db/seed/questionnaire-internet.ts';
import { goldTerms } from '../../db/seed/terms.ts';
import type { Http } from './http.ts';

/** What each contract of the bench serves. */
export interface Services {
  /** Time makes nothing of its tickets during a run but what a measure has promised. */
  readonly serviceId: string;
  /** Its contract promises the restoration in four hours and nothing else, and tells the shift lead when it does not come. */
  readonly clockedServiceId: string;
  /** The same promise, and every severity is the last priority. */
  readonly patientServiceId: string;
}

/** A customer of the bench's own, with services over the demo network. The terms are the demo's gold ones but for time. */
export async function bringCustomer(admin: Http): Promise<Services> {
  const post = async (path: string, body: object) => (await admin.ask<{ id: string }>('POST', path, body)).id;
  const name = 'Мерная лаборатория';
  const customerId = await post('/api/v1/customers', { name, language: 'ru', phones: [], emails: [] });
  const far = { firstWithin: 'P7D', warnBefore: 'PT2H', demandNewWithin: 'P7D' };
  const quiet = {
    ...goldTerms,
    eta: far,
    priorities: everyPriority({ response: 'P7D', update: 'P7D', restore: 'P7D' }),
  };
  const ladder = [{ clock: 'restore', at: '100%', tell: { role: 'supervisor' }, do: 'notify' }];
  const clocked = { ...quiet, ladder, priorities: everyPriority({ restore: restoreWithin }) };
  const place = { customerId, name, address: 'Измерительная, 1', region: 'Москва' };
  const siteId = await post('/api/v1/sites', place);
  // No line to test: the tests of a line are a measure of their own.
  const chain: string[] = [];
  const serve = async (terms: object) => {
    const contractId = await post('/api/v1/contracts', { customerId, name, terms });
    const service = { customerId, contractId, siteId, name: 'Интернет 100 Мбит/с', kind: 'internet', chain };
    return post('/api/v1/services', service);
  };
  const patient = { ...clocked, priorityBySeverity: { critical: 'P4', major: 'P4', minor: 'P4', none: 'P4' } };
  return {
    serviceId: await serve(quiet),
    clockedServiceId: await serve(clocked),
    patientServiceId: await serve(patient),
  };
}

/** What the clocked contract promises. */
export const restoreWithin = 'PT4H';

function everyPriority(targets: object): object {
  const none = { response: null, update: null, arrival: null, restore: null, replacement: null };
  const row = { ...none, ...targets, dispatch: 'never' };
  return { P1: row, P2: row, P3: row, P4: row };
}

export interface Reachable {
  readonly phone?: string;
  readonly email?: string;
}

/** The number of one caller of many: any seven digits behind Moscow's. */
export function phoneOf(caller: number): string {
  return `+7495${1_000_000 + caller}`;
}

/** A usual call: no internet, told by somebody who gives these addresses. */
export function opening(serviceId: string, reachable: Reachable, reportedAt?: string): object {
  const { id, version } = internetQuestionnaire;
  return {
    serviceId,
    contact: { name: 'Вера Сомова', language: 'ru', ...reachable },
    channel: 'phone',
    ...(reportedAt !== undefined && { reportedAt }),
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
