import type { TestSpecification, Threshold } from '../../domain/line/tests.ts';
import type { Bilingual } from '../../domain/words.ts';
import { demoId } from './ids.ts';
import { say } from './questionnaire-words.ts';

type Of = Partial<TestSpecification> & Pick<TestSpecification, 'kind' | 'timeoutMs'>;

function specification(place: number, name: Bilingual, of: Of): TestSpecification {
  const id = demoId('testSpecification', place);
  return { id, name, zones: [], elementKinds: [], settings: {}, thresholds: [], runs: 'always', ...of };
}

const portErrors: readonly Threshold[] = [
  { metricName: 'customerPort.errors', op: '>', value: 1, severity: 'minor' },
  { metricName: 'networkPort.errors', op: '>', value: 1, severity: 'minor' },
];
const notWorking: Threshold = { metricName: 'working', op: '=', value: false, severity: 'major' };

/** Limits as operators set them: loss and delay that calls suffer from, the sensitivity of a GPON receiver (−27 dBm). */
const specifications: readonly TestSpecification[] = [
  specification(1, say('Потери и задержка', 'Loss and delay'), {
    kind: 'icmp',
    timeoutMs: 3_000,
    thresholds: [
      { metricName: 'loss', op: '>=', value: 20, severity: 'critical' },
      { metricName: 'loss', op: '>=', value: 5, severity: 'major' },
      { metricName: 'rtt', op: '>=', value: 150, severity: 'minor' },
    ],
  }),
  specification(2, say('Ответ на порту TCP', 'Answer on a TCP port'), {
    kind: 'tcp',
    timeoutMs: 2_000,
    thresholds: [{ metricName: 'connectTime', op: '>=', value: 1_000, severity: 'minor' }],
  }),
  specification(3, say('Прикладной сервис на порту TCP', 'A service on a TCP port'), {
    kind: 'tcp',
    zones: ['service'],
    timeoutMs: 2_000,
    thresholds: [notWorking, { metricName: 'connectTime', op: '>=', value: 1_000, severity: 'minor' }],
  }),
  specification(4, say('Ответ веб-сервера', 'Answer of a web server'), {
    kind: 'http',
    timeoutMs: 5_000,
    thresholds: [notWorking, { metricName: 'responseTime', op: '>=', value: 3_000, severity: 'minor' }],
  }),
  specification(5, say('Разрешение имён', 'Resolving of names'), {
    kind: 'dns',
    timeoutMs: 2_000,
    thresholds: [notWorking, { metricName: 'responseTime', op: '>=', value: 1_000, severity: 'minor' }],
  }),
  specification(6, say('Порты по SNMP', 'Ports by SNMP'), {
    kind: 'snmp',
    timeoutMs: 2_500,
    thresholds: portErrors,
  }),
  specification(7, say('Порты и оптика доступа по SNMP', 'Ports and light of the access by SNMP'), {
    kind: 'snmp',
    // Of an ONT, the OLT that it hangs on can tell.
    zones: ['access', 'demarcation'],
    timeoutMs: 2_500,
    thresholds: [{ metricName: 'rxPower', op: '<', value: -27, severity: 'major' }, ...portErrors],
  }),
  specification(8, say('Путь до элемента', 'The path to an element'), {
    kind: 'traceroute',
    timeoutMs: 10_000,
    runs: 'onDemand',
  }),
  specification(9, say('Скорость загрузки', 'Speed of a download'), {
    kind: 'throughput',
    timeoutMs: 20_000,
    runs: 'onDemand',
  }),
];

export const demoSpecifications = specifications.map((one) => ({
  ...one,
  zones: [...one.zones],
  elementKinds: [...one.elementKinds],
  thresholds: [...one.thresholds],
}));
