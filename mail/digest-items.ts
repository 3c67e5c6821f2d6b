import type { Bilingual } from '../domain/words.ts';
import type { StaffCause } from './templates.ts';

/** A message in one paragraph, among many: which ticket, how urgent, what about it and until when. */
export const digestItems: Readonly<Record<StaffCause, Bilingual>> = {
  etaWarned: {
    ru: '{{number}} {{priority}}, {{serviceName}}: обещанное клиенту время близко: {{promisedAt}}.',
    en: '{{number}} {{priority}}, {{serviceName}}: the time promised to the customer is near: {{promisedAt}}.',
  },
  etaDemanded: {
    ru: '{{number}} {{priority}}, {{serviceName}}: обещанное клиенту время прошло: {{promisedAt}}. {{nextStep}}',
    en: '{{number}} {{priority}}, {{serviceName}}: the time promised to the customer has passed: {{promisedAt}}. {{nextStep}}',
  },
  visitOffered: {
    ru: '{{number}} {{priority}}, {{serviceName}}: вам предложен выезд: {{window}}; {{place}}. Подтвердите до: {{acceptBy}}.',
    en: '{{number}} {{priority}}, {{serviceName}}: you are asked to go: {{window}}; {{place}}. Accept by: {{acceptBy}}.',
  },
  visitCalledOff: {
    ru: '{{number}} {{priority}}, {{serviceName}}: ехать не нужно: {{window}}; {{place}}. Причина: {{reason}}.',
    en: '{{number}} {{priority}}, {{serviceName}}: no need to go: {{window}}; {{place}}. Reason: {{reason}}.',
  },
  rungFired: {
    ru: '{{number}} {{priority}}, {{serviceName}}: {{clock}}, {{rungAt}}; истекает: {{dueAt}}. {{deed}}',
    en: '{{number}} {{priority}}, {{serviceName}}: {{clock}}, {{rungAt}}; due: {{dueAt}}. {{deed}}',
  },
  escalated: {
    ru: '{{number}} {{priority}}, {{serviceName}}: эскалация. Причина: {{reason}}',
    en: '{{number}} {{priority}}, {{serviceName}}: escalation. Reason: {{reason}}',
  },
  customerWrote: {
    ru: '{{number}} {{priority}}, {{serviceName}}: клиент написал, прочтите его сообщение.',
    en: '{{number}} {{priority}}, {{serviceName}}: the customer wrote; read the message on the ticket.',
  },
  wordsWanted: {
    ru: '{{number}} {{priority}}, {{serviceName}}: клиент ждёт вестей; напишите или позвоните до: {{dueAt}}.',
    en: '{{number}} {{priority}}, {{serviceName}}: the customer waits for words; write or call by: {{dueAt}}.',
  },
  stillBroken: {
    ru: '{{number}} {{priority}}, {{serviceName}}: клиент говорит, что неисправность осталась; назовите новый срок.',
    en: '{{number}} {{priority}}, {{serviceName}}: the customer says it is still broken; promise a new time.',
  },
  callWanted: {
    ru: '{{number}} {{priority}}, {{serviceName}}: клиент просит позвонить, задание на звонок создано.',
    en: '{{number}} {{priority}}, {{serviceName}}: the customer asks for a call; the call task is due now.',
  },
};
