import type { ElementSeen } from './line.ts';
import type { Party, WaitReason } from '../words.ts';
import type { Neighbours } from './line-view.ts';
import type { Advice } from './verdict.ts';
import { quoted } from './verdict-words.ts';

const say = (ru: string, en: string): Advice => ({ text: { ru, en } });
const waiting = (wait: WaitReason, ru: string, en: string): Advice => ({ text: { ru, en }, wait });

/** What an agent can ask a customer to look at where tests tell nothing, the quickest first. */
export const checklist: readonly Advice[] = [
  say(
    'Спросите, есть ли электричество на площадке и включено ли оборудование.',
    'Ask whether there is electricity at the site and the equipment is switched on.',
  ),
  say(
    'Спросите, какие индикаторы горят на оборудовании и нет ли красных.',
    'Ask which lights are on at the equipment, and whether any is red.',
  ),
  say(
    'Попросите проверить, что кабели вставлены до щелчка и не повреждены.',
    'Ask to check that the cables are firmly plugged in and not damaged.',
  ),
  say(
    'Попросите выключить оборудование на минуту и включить снова.',
    'Ask to switch the equipment off for a minute and on again.',
  ),
  say(
    'Спросите, работают ли другие сервисы и другие устройства на той же площадке.',
    'Ask whether other services and other devices at the same site work.',
  ),
  say(
    'Спросите, когда сервис перестал работать и что перед этим меняли.',
    'Ask when the service stopped working and what had been changed before.',
  ),
];

export const testAgain = say('Повторите тесты.', 'Run the tests again.');

export const describeChain = say(
  'Попросите администратора указать элементы сети этого сервиса.',
  'Ask an administrator to name the network elements of this service.',
);

export const adviceOnProbe: readonly Advice[] = [
  say(
    'Сообщите в ЦУС: проверить пункт тестирования и его связь с сетью.',
    'Tell network operations to check the test probe and its link to the network.',
  ),
  say('Когда он снова заработает, повторите тесты.', 'Run the tests again when it is back.'),
];

export const adviceOnPower: readonly Advice[] = [
  waiting(
    'customerPower',
    'Спросите клиента об электричестве на площадке; если его нет, подождите, пока питание дадут.',
    'Ask the customer about electricity at the site; if there is none, wait until it is back.',
  ),
  say(
    'Если электричество есть, попросите проверить блок питания и выключатель устройства.',
    'If there is electricity, ask to check the device’s power supply and switch.',
  ),
];

export const adviceOnCustomerLan: readonly Advice[] = [
  waiting(
    'customerEquipment',
    'Попросите клиента проверить питание и кабели собственного оборудования.',
    'Ask the customer to check power and cables of their own equipment.',
  ),
  say(
    'Попросите подключить компьютер прямо к оборудованию оператора.',
    'Ask to connect a computer directly to the operator’s equipment.',
  ),
];

export const adviceOnConfiguration = (holder: ElementSeen): readonly Advice[] => [
  say(
    `Сообщите в ЦУС: выяснить, почему порт на ${quoted(holder).ru} отключён, и включить его.`,
    `Ask network operations why the port on ${quoted(holder).en} was switched off, and to switch it on.`,
  ),
];

/** Whom to set to work on an element, by who has to mend it. */
export function adviceOnElement(element: ElementSeen, party: Party | null): readonly Advice[] {
  if (party === 'customer') return adviceOnCustomerLan;
  if (party === 'supplier') return [adviceOnSupplier];
  return [
    say(
      `Проверьте питание и состояние ${quoted(element).ru}; если устройство не восстановить удалённо, нужен выезд.`,
      `Check power and state of ${quoted(element).en}; if it cannot be brought back from afar, a visit is needed.`,
    ),
  ];
}

export function adviceOnSegment({ near, far }: Neighbours, party: Party | null): readonly Advice[] {
  if (party === 'customer') return adviceOnCustomerLan;
  if (party === 'supplier') return [adviceOnSupplier];
  return [
    say(
      `Проверьте кабель и порты между ${quoted(near).ru} и ${quoted(far).ru}; при повреждении нужен выезд.`,
      `Check cable and ports between ${quoted(near).en} and ${quoted(far).en}; damage needs a visit.`,
    ),
  ];
}

export const adviceOnSupplier = waiting(
  'supplier',
  'Сообщите о неисправности поставщику и ждите его ответа.',
  'Report the fault to the supplier and wait for their answer.',
);

export const askForPower = say(
  'Спросите клиента, есть ли электричество и какие индикаторы горят на оборудовании.',
  'Ask the customer whether there is electricity and which lights are on at the equipment.',
);

/** Which knowledge would tell a cut from a dead device. */
export function adviceToTellApart(near: ElementSeen | null, far: ElementSeen): Advice {
  const port = near && { ru: ` или порт на ${quoted(near).ru}`, en: ` or the port on ${quoted(near).en}` };
  return say(
    `Проверьте ${quoted(far).ru} в обход линии${port?.ru ?? ''}: это отличит обрыв от отказа устройства.`,
    `Check ${quoted(far).en} around the line${port?.en ?? ''}: that tells a cut from a failed device.`,
  );
}

export const adviceOnService = (service: ElementSeen): Advice =>
  say(
    `Передайте дежурным по сервису: проверить ${quoted(service).ru}.`,
    `Hand over to those on duty for the service: check ${quoted(service).en}.`,
  );

export const observe: readonly Advice[] = [
  waiting(
    'observation',
    'Наблюдайте за линией и повторяйте тесты, например каждые 15 минут.',
    'Watch the line and repeat the tests, every 15 minutes for instance.',
  ),
  say(
    'Спросите клиента, в какое время и при чём сервис пропадает.',
    'Ask the customer when, and along with what, the service is lost.',
  ),
];

export const adviceOnGoodLine: readonly Advice[] = [
  say(
    'Попросите клиента проверить собственную сеть: подключить одно устройство прямо к оборудованию оператора.',
    'Ask the customer to check their own network: connect one device directly to the operator’s equipment.',
  ),
  waiting(
    'observation',
    'Если жалоба остаётся, наблюдайте за линией и повторите тесты.',
    'If the complaint remains, watch the line and run the tests again.',
  ),
];

export const waitForWorks = waiting(
  'plannedWork',
  'Дождитесь окончания регламентных работ и повторите тесты.',
  'Wait for the end of the scheduled works and run the tests again.',
);
