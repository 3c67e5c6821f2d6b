import type { Questionnaire } from '../../domain/questionnaire.ts';
import { demoId } from './ids.ts';
import { choice, details, ifKnown, rule, say, since, workStopped, yesNo } from './questionnaire-words.ts';

const none = { showIf: { symptom: 'none' } };
const lineCut = say('обрыв оптической линии', 'the optical line is cut');
const noPower = say('нет питания на площадке клиента', 'no power at the customer’s site');
const ownNetwork = say('неисправность в сети клиента', 'a fault in the customer’s own network');
const lineOrCpe = say('линия доступа или оборудование на площадке', 'the access line or the equipment on site');

export const internetQuestionnaire: Questionnaire = {
  id: demoId('questionnaire', 1),
  version: 1,
  name: say('Доступ в интернет', 'Internet access'),
  serviceKind: 'internet',
  questions: [
    choice('symptom', say('Что с интернетом?', 'What is wrong with the internet?'), {
      none: say('Не работает совсем', 'Does not work at all'),
      unstable: say('То работает, то нет', 'Comes and goes'),
      slow: say('Работает медленно', 'Is slow'),
      someSites: say('Не открываются отдельные сайты', 'Some sites do not open'),
    }),
    since,
    workStopped,
    choice(
      'lamps',
      say('Что показывают индикаторы оборудования?', 'What do the lamps on the device show?'),
      {
        off: say('Все погасли', 'All are off'),
        los: say('Горит красный LOS', 'LOS is red'),
        normal: say('Горят как обычно', 'They look as usual'),
        unknown: say('Не видно', 'Cannot see them'),
      },
      none,
    ),
    yesNo('power', say('Электричество в помещении есть?', 'Is there power in the room?'), { showIf: { lamps: 'off' } }),
    yesNo('restarted', say('Оборудование перезапускали?', 'Was the device restarted?'), none),
    yesNo('everywhere', say('Так на всех компьютерах?', 'Is it so on every computer?')),
    ifKnown(
      'speed',
      'number',
      say('Какую скорость показывает измерение, Мбит/с?', 'What speed was measured, Mbit/s?'),
      {
        showIf: { symptom: 'slow' },
      },
    ),
    details,
  ],
  rules: [
    rule(
      { symptom: 'none', lamps: 'off', power: false },
      'major',
      say('нет связи: нет питания', 'no service: no power'),
      noPower,
    ),
    rule(
      { symptom: 'none', everywhere: false },
      'minor',
      say('связи нет не везде', 'no service in places only'),
      ownNetwork,
    ),
    rule(
      { symptom: 'none', lamps: 'los', workStopped: true },
      'critical',
      say('нет связи, работа стоит', 'no service, work has stopped'),
      lineCut,
    ),
    rule({ symptom: 'none', lamps: 'los' }, 'major', say('нет связи', 'no service'), lineCut),
    rule(
      { symptom: 'none', workStopped: true },
      'critical',
      say('нет связи, работа стоит', 'no service, work has stopped'),
      lineOrCpe,
    ),
    rule({ symptom: 'none' }, 'major', say('нет связи', 'no service'), lineOrCpe),
    rule(
      { symptom: 'unstable', everywhere: false },
      'minor',
      say('связь прерывается не везде', 'drops in places only'),
      ownNetwork,
    ),
    rule(
      { symptom: 'unstable' },
      'major',
      say('связь прерывается', 'the service comes and goes'),
      say('помехи на линии доступа', 'disturbance on the access line'),
    ),
    rule({ symptom: 'slow', everywhere: false }, 'minor', say('медленно не везде', 'slow in places only'), ownNetwork),
    rule(
      { symptom: 'slow', workStopped: true },
      'major',
      say('медленно, работать нельзя', 'too slow to work'),
      say('перегрузка доступа или агрегации', 'congestion in access or aggregation'),
    ),
    rule(
      { symptom: 'slow' },
      'minor',
      say('медленно', 'slow'),
      say('перегрузка доступа или агрегации', 'congestion in access or aggregation'),
    ),
    rule(
      {},
      'minor',
      say('недоступны отдельные сайты', 'some sites cannot be reached'),
      say('вышестоящий оператор', 'the upstream operator'),
    ),
  ],
};
