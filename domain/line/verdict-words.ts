import type { ElementSeen } from './line.ts';
import type { Neighbours } from './line-view.ts';
import type { Bilingual } from '../words.ts';

/** What was seen and what it means, one or two sentences for each row of the table. An agent reads them aloud. */
export const findingWords = {
  noChain: {
    ru: 'Проверить линию тестами нельзя: для этого сервиса не указаны элементы сети.',
    en: 'The line cannot be tested: no network elements are named for this service.',
  },

  nothingTested: {
    ru: 'Проверить линию тестами не удалось: ни для одного элемента сети нет результата. О месте неисправности это ничего не говорит.',
    en: 'The line could not be tested: there is no result for any network element. That says nothing about where the fault lies.',
  },

  siteAway: (site: string, untested: readonly ElementSeen[]): Bilingual => ({
    ru: `Выполнить тесты с площадки «${site}» не удалось, поэтому без проверки осталось: ${names(untested).ru}. Зону неисправности назвать нельзя.`,
    en: `Tests from site “${site}” could not be done, so this remains unchecked: ${names(untested).en}. The fault zone cannot be named.`,
  }),

  probeAlone: (silent: readonly ElementSeen[]): Bilingual =>
    silent.length > 1
      ? {
          ru: 'Не отвечает ни один элемент сети. Вероятнее, что от сети отрезан сам пункт тестирования; о линии клиента это ничего не говорит.',
          en: 'No network element answers. More likely the test probe itself is cut off; that says nothing about the customer’s line.',
        }
      : {
          ru: `Единственный проверенный элемент, ${names(silent).ru}, не отвечает. Он ли неисправен, сеть перед ним или сам пункт тестирования, по одному тесту не сказать.`,
          en: `The only element tested, ${names(silent).en}, does not answer. Whether it is at fault, the network before it or the test probe itself, one test cannot tell.`,
        },

  probeUplink: (nearest: ElementSeen): Bilingual => ({
    ru: `По линии не отвечает ни один элемент, но ${quoted(nearest).ru} отвечает в обход неё. Вероятно, прервана связь самого пункта тестирования с сетью.`,
    en: `No element answers over the line, yet ${quoted(nearest).en} answers around it. Probably the test probe’s own link to the network is cut.`,
  }),

  customerPower: (olt: ElementSeen, ont: ElementSeen | null): Bilingual => ({
    ru: `«${olt.name}» принял от ${subscriber(ont).ru} сигнал о пропаже питания. На площадке клиента нет электричества, или устройство выключено.`,
    en: `“${olt.name}” heard ${subscriber(ont).en} report that its power was lost. There is no electricity at the customer’s site, or the device is switched off.`,
  }),

  lossOfSignal: (olt: ElementSeen, ont: ElementSeen | null): Bilingual => ({
    ru: `«${olt.name}» не видит светового сигнала от ${subscriber(ont).ru}, о пропаже питания устройство не сообщало. Вероятно, повреждено оптическое волокно.`,
    en: `“${olt.name}” sees no light from ${subscriber(ont).en}, which had not reported a loss of power. Probably the fibre is damaged.`,
  }),

  adminDown: (holder: ElementSeen, other: ElementSeen): Bilingual => ({
    ru: `На ${quoted(holder).ru} порт к ${quoted(other).ru} отключён в настройках. Связь прервана этим, а не повреждением.`,
    en: `On ${quoted(holder).en} the port to ${quoted(other).en} is switched off by configuration. That is what cuts the line; nothing is damaged.`,
  }),

  customerLan: (last: ElementSeen, silent: ElementSeen): Bilingual => ({
    ru: `До ${quoted(last).ru} линия исправна, дальше ${quoted(silent).ru} не отвечает. Неисправность в сети или оборудовании клиента.`,
    en: `The line is good up to ${quoted(last).en}; behind it ${quoted(silent).en} does not answer. The fault is in the customer’s own network or equipment.`,
  }),

  customerPort: (last: ElementSeen): Bilingual => ({
    ru: `Линия исправна до ${quoted(last).ru}, но на его порту в сторону сети клиента нет соединения. Неисправность в кабеле или оборудовании клиента.`,
    en: `The line is good up to ${quoted(last).en}, but its port to the customer’s network has no connection. The fault is in the customer’s cable or equipment.`,
  }),

  lastPortDown: (last: ElementSeen): Bilingual => ({
    ru: `На ${quoted(last).ru} порт в сторону клиента не видит соединения. Линия к клиенту прервана, либо на его конце нет питания.`,
    en: `On ${quoted(last).en} the port towards the customer sees no connection. The line to the customer is cut, or their end has no power.`,
  }),

  lastPortOff: (last: ElementSeen): Bilingual => ({
    ru: `На ${quoted(last).ru} порт в сторону клиента отключён в настройках. Связь прервана этим, а не повреждением.`,
    en: `On ${quoted(last).en} the port towards the customer is switched off by configuration. That is what cuts the line; nothing is damaged.`,
  }),

  nodeDown: (dead: ElementSeen): Bilingual => ({
    ru: `${quoted(dead).ru} не отвечает ни по линии, ни в обход неё. Вероятно, устройство обесточено или вышло из строя.`,
    en: `${quoted(dead).en} answers neither over the line nor around it. Probably it has no power or has failed.`,
  }),

  nodeDownAround: (dead: ElementSeen): Bilingual => ({
    ru: `${quoted(dead).ru} не отвечает в обход линии, а за ним линия молчит. Вероятно, устройство обесточено или вышло из строя.`,
    en: `${quoted(dead).en} does not answer around the line, and behind it the line is silent. Probably it has no power or has failed.`,
  }),

  cut: ({ near, far }: Neighbours): Bilingual => ({
    ru: `Связь между ${quoted(near).ru} и ${quoted(far).ru} прервана: порт не видит соединения, хотя питание есть на обоих концах.`,
    en: `The link between ${quoted(near).en} and ${quoted(far).en} is cut: the port sees no connection, although both have power.`,
  }),

  portDown: (teller: ElementSeen, other: ElementSeen): Bilingual => ({
    ru: `На ${quoted(teller).ru} порт к ${quoted(other).ru} не видит соединения. Линия между ними прервана, либо у ${quoted(other).ru} нет питания.`,
    en: `On ${quoted(teller).en} the port to ${quoted(other).en} sees no connection. The line between them is cut, or ${quoted(other).en} has no power.`,
  }),

  cutAround: ({ near, far }: Neighbours): Bilingual => ({
    ru: `${quoted(near).ru} по линии отвечает, а ${quoted(far).ru} — только в обход неё. Вероятно, связь между ними прервана.`,
    en: `${quoted(near).en} answers over the line, ${quoted(far).en} only around it. Probably the link between them is cut.`,
  }),

  forwarding: ({ near, far }: Neighbours): Bilingual => ({
    ru: `${quoted(far).ru} работает, и соединение с ${quoted(near).ru} есть, но данные через него не проходят. Похоже на ошибку настройки или сбой устройства.`,
    en: `${quoted(far).en} is up and connected to ${quoted(near).en}, yet no data passes. It looks like a configuration error or a malfunction of the device.`,
  }),

  noAnswer: (near: ElementSeen, far: ElementSeen): Bilingual => ({
    ru: `До ${quoted(near).ru} линия исправна, ${quoted(far).ru} не отвечает. Обрыв это или отказ самого устройства, по этим тестам не различить.`,
    en: `The line is good up to ${quoted(near).en}; ${quoted(far).en} does not answer. Whether the line is cut or the device has failed, these tests cannot tell.`,
  }),

  noAnswerFirst: (far: ElementSeen): Bilingual => ({
    ru: `${quoted(far).ru} не отвечает, и ближе к пункту тестирования по линии не отвечает ничего. Отказ это, обрыв или связь самого пункта тестирования, по этим тестам не различить.`,
    en: `${quoted(far).en} does not answer, nor does anything nearer the test probe. Whether it has failed, the line is cut or the probe’s own link, these tests cannot tell.`,
  }),

  upstreamSilent: (near: ElementSeen, far: ElementSeen): Bilingual => ({
    ru: `${quoted(near).ru} отвечает, а внешний оператор (${quoted(far).ru}) — нет. Связь с внешней сетью прервана.`,
    en: `${quoted(near).en} answers, the upstream operator (${quoted(far).en}) does not. The link to the outside network is cut.`,
  }),

  serviceDown: (service: ElementSeen): Bilingual =>
    service.alive === false
      ? {
          ru: `Сеть на пути к сервису отвечает, но сам сервис, ${quoted(service).ru}, не отвечает.`,
          en: `The network on the way to the service answers, but the service itself, ${quoted(service).en}, does not.`,
        }
      : {
          ru: `Сеть на пути к сервису отвечает, но сам сервис, ${quoted(service).ru}, работает не так, как должен.`,
          en: `The network on the way to the service answers, but the service itself, ${quoted(service).en}, does not work as it should.`,
        },

  opticalLow: (olt: ElementSeen, ont: ElementSeen | null, power: number): Bilingual => ({
    ru: `Оптический сигнал между «${olt.name}» и ${subscriber(ont, 'instrumental').ru} слишком слабый: ${power.toFixed(1).replace('-', '−').replace('.', ',')} дБм. Вероятно, загрязнён разъём, перегнуто или повреждено волокно.`,
    en: `The optical signal between “${olt.name}” and ${subscriber(ont).en} is too weak: ${power.toFixed(1).replace('-', '−')} dBm. Probably a connector is dirty, or the fibre is bent or damaged.`,
  }),

  degraded: (from: ElementSeen, signs: readonly Bilingual[]): Bilingual => ({
    ru: `Линия работает, но начиная с ${quoted(from).ru} — плохо: ${signs.map(({ ru }) => ru).join(', ')}.`,
    en: `The line works, but badly from ${quoted(from).en} on: ${signs.map(({ en }) => en).join(', ')}.`,
  }),

  flapping: (from: ElementSeen): Bilingual => ({
    ru: `Связь с ${quoted(from).ru} прерывалась во время теста и восстанавливалась. Неисправность непостоянная, место указано предположительно.`,
    en: `The connection to ${quoted(from).en} broke off and came back during the test. The fault comes and goes; its place is a guess.`,
  }),

  wasBad: {
    ru: 'Сейчас линия исправна, но предыдущие тесты по этой заявке находили неисправность. Если её никто не устранял, она непостоянная.',
    en: 'The line is good now, but earlier tests for this ticket found a fault. If nobody has mended it, it comes and goes.',
  },

  noFaultFound: {
    ru: 'Все проверенные элементы сети отвечают, неисправности не найдено.',
    en: 'All network elements that were tested answer; no fault was found.',
  },
} as const;

/** What makes a line bad, with its figure. */
export const signWords = {
  loss: (percent: number): Bilingual => ({
    ru: `теряется ${Math.round(percent)} % пакетов`,
    en: `${Math.round(percent)} % of packets are lost`,
  }),
  delay: (ms: number): Bilingual => ({
    ru: `задержка выросла на ${Math.round(ms)} мс`,
    en: `the delay grows by ${Math.round(ms)} ms`,
  }),
  errors: (perSecond: number): Bilingual => ({
    ru: `ошибок на порту в секунду: ${Math.round(perSecond)}`,
    en: `errors on the port per second: ${Math.round(perSecond)}`,
  }),
} as const;

export function sentences(...parts: readonly Bilingual[]): Bilingual {
  return { ru: parts.map(({ ru }) => ru).join(' '), en: parts.map(({ en }) => en).join(' ') };
}

const nameless = {
  genitive: { ru: 'абонентского устройства', en: 'the subscriber’s device' },
  instrumental: { ru: 'абонентским устройством', en: 'the subscriber’s device' },
} as const;

/** The subscriber's end of a fibre, which not every chain names. */
function subscriber(ont: ElementSeen | null, form: keyof typeof nameless = 'genitive'): Bilingual {
  return ont ? quoted(ont) : nameless[form];
}

export function quoted({ name }: ElementSeen): Bilingual {
  return { ru: `«${name}»`, en: `“${name}”` };
}

export function names(elements: readonly ElementSeen[]): Bilingual {
  const all = elements.map(quoted);
  return { ru: all.map(({ ru }) => ru).join(', '), en: all.map(({ en }) => en).join(', ') };
}
