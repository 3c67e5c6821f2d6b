/** The closed lists of the trade's words. Requests, tables and screens are built from these; nowhere else are they listed. */
export const severities = ['critical', 'major', 'minor', 'none'] as const;
export type Severity = (typeof severities)[number];

export const priorities = ['P1', 'P2', 'P3', 'P4'] as const;
export type Priority = (typeof priorities)[number];

export const zones = [
  'customerLan',
  'cpe',
  'demarcation',
  'access',
  'aggregation',
  'core',
  'upstream',
  'service',
  'unknown',
] as const;
export type Zone = (typeof zones)[number];

export const languages = ['ru', 'en'] as const;
export type Language = (typeof languages)[number];

/** A sentence for people, in both languages of the desk. */
export type Bilingual = Readonly<Record<Language, string>>;

export const intakeChannels = ['phone', 'email', 'portal', 'monitoring'] as const;
export type IntakeChannel = (typeof intakeChannels)[number];

/** How a customer can be reached. */
export const contactChannels = ['phone', 'email', 'sms', 'webhook'] as const;
export type ContactChannel = (typeof contactChannels)[number];

export const contactRoles = ['reporter', 'site', 'informed', 'confirms'] as const;
export type ContactRole = (typeof contactRoles)[number];

export const visibilities = ['customer', 'internal'] as const;
export type Visibility = (typeof visibilities)[number];

export const callDirections = ['in', 'out'] as const;
export type CallDirection = (typeof callDirections)[number];

export const callOutcomes = ['answered', 'noAnswer', 'busy', 'voicemail', 'otherPerson', 'wrongNumber'] as const;
export type CallOutcome = (typeof callOutcomes)[number];

export const decisions = ['accepted', 'stillBroken'] as const;
export type Decision = (typeof decisions)[number];

export const cancellationKinds = ['withdrawn', 'duplicate', 'mistake', 'contractEnded'] as const;
export type CancellationKind = (typeof cancellationKinds)[number];

export const waitsFor = ['customer', 'internal', 'supplier'] as const;
export type WaitsFor = (typeof waitsFor)[number];

export const waitReasons = [
  'customerRequest',
  'customerUnavailable',
  'customerInformation',
  'customerPower',
  'customerEquipment',
  'noAccess',
  'observation',
  'supplier',
  'parts',
  'plannedWork',
  'forceMajeure',
  'other',
] as const;
export type WaitReason = (typeof waitReasons)[number];

export const severityChangeKinds = ['corrected', 'changed'] as const;
export type SeverityChangeKind = (typeof severityChangeKinds)[number];

/** The services inside the operator that hold tickets; an operator may name more. */
export const teams = ['desk', 'noc', 'dispatch', 'field', 'stores'] as const;
export const clockNames = ['response', 'update', 'arrival', 'restore', 'replacement'] as const;
export type ClockName = (typeof clockNames)[number];

/** Who has to mend it. */
export const parties = ['customer', 'operator', 'supplier'] as const;
export type Party = (typeof parties)[number];

/** How sure a verdict is. */
export const confidences = ['low', 'medium', 'high'] as const;
export type Confidence = (typeof confidences)[number];

/** Where a field visit stands (TMF646 and TMF697 name the same steps). */
export const visitStatuses = [
  'proposed',
  'offered',
  'accepted',
  'enRoute',
  'onSite',
  'completed',
  'unableToComplete',
  'cancelled',
] as const;
export type VisitStatus = (typeof visitStatuses)[number];

/** Whose fault it is that a visit led to nothing: TMF646 says *missed* of the operator's, *failed* of the customer's. */
export const visitFaults = ['operator', 'customer'] as const;
export type VisitFault = (typeof visitFaults)[number];

/** Why somebody has to go there. */
export const visitCauses = ['verdict', 'zone', 'hardware', 'again', 'asked'] as const;
export type VisitCause = (typeof visitCauses)[number];

/** What a visit does to the spare parts that are kept for it. */
export const reservationStatuses = ['reserved', 'issued', 'used', 'returned', 'released'] as const;
export type ReservationStatus = (typeof reservationStatuses)[number];

/** Every way in which stock changes; each is a line of the ledger. */
export const movementKinds = [
  'receipt',
  'reservation',
  'release',
  'picking',
  'issue',
  'use',
  'return',
  'transfer',
  'adjustment',
] as const;
export type MovementKind = (typeof movementKinds)[number];
