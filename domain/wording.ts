import type { Status } from './status.ts';
import type { Role } from './actor.ts';
import type {
  Bilingual,
  CancellationKind,
  ClockName,
  MovementKind,
  Party,
  ReservationStatus,
  Severity,
  VisitCause,
  VisitFault,
  VisitStatus,
  WaitReason,
  WaitsFor,
  Zone,
} from './words.ts';

/** The words people see for the code's words (the glossary), in both languages. The only such table. */
export const severityWords: Readonly<Record<Severity, Bilingual>> = {
  critical: { ru: 'критическая', en: 'critical' },
  major: { ru: 'значительная', en: 'major' },
  minor: { ru: 'незначительная', en: 'minor' },
  none: { ru: 'без влияния', en: 'none' },
};

export const statusWords: Readonly<Record<Status, Bilingual>> = {
  acknowledged: { ru: 'принята', en: 'acknowledged' },
  inProgress: { ru: 'в работе', en: 'in progress' },
  pending: { ru: 'ждём клиента', en: 'waiting for the customer' },
  held: { ru: 'ждём поставщика или смежную службу', en: 'waiting for a supplier or another service' },
  resolved: { ru: 'сервис восстановлен, ждём подтверждения', en: 'restored, waiting for confirmation' },
  closed: { ru: 'закрыта', en: 'closed' },
  rejected: { ru: 'отклонена', en: 'rejected' },
  cancelled: { ru: 'отменена', en: 'cancelled' },
};

export const zoneWords: Readonly<Record<Zone, Bilingual>> = {
  customerLan: { ru: 'сеть клиента', en: "customer's network" },
  cpe: { ru: 'клиентское оборудование (CPE)', en: 'customer premises equipment (CPE)' },
  demarcation: { ru: 'точка разграничения', en: 'demarcation point' },
  access: { ru: 'доступ (последняя миля)', en: 'access (last mile)' },
  aggregation: { ru: 'агрегация', en: 'aggregation' },
  core: { ru: 'магистральная сеть', en: 'core network' },
  upstream: { ru: 'внешний оператор', en: 'upstream operator' },
  service: { ru: 'прикладной сервис', en: 'application service' },
  unknown: { ru: 'не определена', en: 'unknown' },
};

/** To whoever is about to say that the service is back. */
export const lineFailsWords: Bilingual = {
  ru: 'По последней проверке линия неисправна: проверьте её ещё раз, прежде чем сообщать об устранении.',
  en: 'The last tests still find a fault on the line: test it again before you say that it is mended.',
};

/** Who has to mend it. */
export const partyWords: Readonly<Record<Party, Bilingual>> = {
  customer: { ru: 'клиент', en: 'the customer' },
  operator: { ru: 'оператор', en: 'the operator' },
  supplier: { ru: 'внешний поставщик', en: 'a supplier' },
};

export const clockWords: Readonly<Record<ClockName, Bilingual>> = {
  response: { ru: 'реакция', en: 'response' },
  update: { ru: 'информирование', en: 'update' },
  arrival: { ru: 'прибытие', en: 'arrival' },
  restore: { ru: 'восстановление', en: 'restoration' },
  replacement: { ru: 'замена', en: 'replacement' },
};

/** What a clock promises, where a sentence needs a noun for it. */
export const clockTimeWords: Readonly<Record<ClockName, Bilingual>> = {
  response: { ru: 'срок реакции', en: 'response time' },
  update: { ru: 'срок информирования', en: 'update time' },
  arrival: { ru: 'срок прибытия', en: 'arrival time' },
  restore: { ru: 'срок восстановления', en: 'restoration time' },
  replacement: { ru: 'срок замены', en: 'replacement time' },
};

export const roleWords: Readonly<Record<Role, Bilingual>> = {
  agent: { ru: 'сотрудник HD', en: 'agent' },
  dispatcher: { ru: 'диспетчер', en: 'dispatcher' },
  engineer: { ru: 'выездной инженер', en: 'field engineer' },
  storekeeper: { ru: 'кладовщик', en: 'storekeeper' },
  supervisor: { ru: 'старший смены', en: 'shift supervisor' },
  admin: { ru: 'администратор', en: 'administrator' },
  integration: { ru: 'внешняя система', en: 'integration' },
  noc: { ru: 'ЦУС', en: 'network operations' },
};

export const waitsForWords: Readonly<Record<WaitsFor, Bilingual>> = {
  customer: { ru: 'клиента', en: 'the customer' },
  internal: { ru: 'смежную службу', en: 'another service' },
  supplier: { ru: 'поставщика', en: 'a supplier' },
};

export const waitReasonWords: Readonly<Record<WaitReason, Bilingual>> = {
  customerRequest: { ru: 'просьба клиента', en: "customer's request" },
  customerUnavailable: { ru: 'клиент недоступен', en: 'customer not available' },
  customerInformation: { ru: 'нужны сведения от клиента', en: 'information from the customer' },
  customerPower: { ru: 'питание на стороне клиента', en: "customer's power" },
  customerEquipment: { ru: 'оборудование клиента', en: "customer's equipment" },
  noAccess: { ru: 'нет доступа на объект', en: 'no access to the site' },
  observation: { ru: 'наблюдение', en: 'observation' },
  supplier: { ru: 'работы поставщика', en: "supplier's work" },
  parts: { ru: 'запасные части', en: 'spare parts' },
  plannedWork: { ru: 'регламентные работы', en: 'scheduled works' },
  forceMajeure: { ru: 'форс-мажор', en: 'force majeure' },
  other: { ru: 'другая причина', en: 'another reason' },
};

export const cancellationWords: Readonly<Record<CancellationKind, Bilingual>> = {
  withdrawn: { ru: 'отозвана клиентом', en: 'withdrawn by the customer' },
  duplicate: { ru: 'повтор другой заявки', en: 'duplicate of another ticket' },
  mistake: { ru: 'открыта по ошибке', en: 'opened by mistake' },
  contractEnded: { ru: 'контракт прекращён', en: 'contract ended' },
};

export const visitStatusWords: Readonly<Record<VisitStatus, Bilingual>> = {
  proposed: { ru: 'предложен', en: 'proposed' },
  offered: { ru: 'предложен инженеру', en: 'offered' },
  accepted: { ru: 'принят инженером', en: 'accepted' },
  enRoute: { ru: 'инженер в пути', en: 'en route' },
  onSite: { ru: 'инженер на месте', en: 'on site' },
  completed: { ru: 'выполнен', en: 'completed' },
  unableToComplete: { ru: 'не выполнен', en: 'unable to complete' },
  cancelled: { ru: 'отменён', en: 'cancelled' },
};

/** Why somebody has to go. */
export const visitCauseWords: Readonly<Record<VisitCause, Bilingual>> = {
  verdict: { ru: 'по заключению проверки линии', en: 'the tests of the line say so' },
  zone: { ru: 'зона неисправности подтверждена', en: 'the fault zone is confirmed' },
  hardware: { ru: 'требуется замена оборудования', en: 'equipment has to be replaced' },
  again: { ru: 'прежний выезд не устранил неисправность', en: 'an earlier visit did not mend it' },
  asked: { ru: 'по решению сотрудника', en: 'somebody of the desk asked for it' },
};

/** Whose fault it was that a visit led to nothing. */
export const visitFaultWords: Readonly<Record<VisitFault, Bilingual>> = {
  operator: { ru: 'по вине оператора', en: 'the operator’s fault' },
  customer: { ru: 'по причине на стороне клиента', en: 'for a reason on the customer’s side' },
};

export const reservationStatusWords: Readonly<Record<ReservationStatus, Bilingual>> = {
  reserved: { ru: 'зарезервирована', en: 'reserved' },
  issued: { ru: 'выдана', en: 'issued' },
  used: { ru: 'использована', en: 'used' },
  returned: { ru: 'возвращена', en: 'returned' },
  released: { ru: 'резерв снят', en: 'released' },
};

export const movementWords: Readonly<Record<MovementKind, Bilingual>> = {
  receipt: { ru: 'поступление', en: 'receipt' },
  reservation: { ru: 'резервирование', en: 'reservation' },
  release: { ru: 'снятие резерва', en: 'release' },
  picking: { ru: 'комплектация', en: 'picking' },
  issue: { ru: 'выдача', en: 'issue' },
  use: { ru: 'использование', en: 'use' },
  return: { ru: 'возврат', en: 'return' },
  transfer: { ru: 'перемещение', en: 'transfer' },
  adjustment: { ru: 'корректировка', en: 'adjustment' },
};
