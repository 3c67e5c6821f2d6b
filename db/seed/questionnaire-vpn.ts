import type { Questionnaire } from '../../domain/questionnaire.ts';
import { demoId } from './ids.ts';
import { choice, details, ifKnown, rule, say, since, workStopped, yesNo } from './questionnaire-words.ts';

const backbone = say('магистраль или агрегация', 'the backbone or aggregation');
const oneEnd = say('линия или оборудование одной площадки', 'the line or the equipment of one site');

export const vpnQuestionnaire: Questionnaire = {
  id: demoId('questionnaire', 2),
  version: 1,
  name: say('Выделенная линия и VPN', 'Leased line and VPN'),
  serviceKind: 'vpn',
  questions: [
    choice('symptom', say('Что со связью между площадками?', 'What is wrong between the sites?'), {
      down: say('Связи нет', 'There is no connection'),
      loss: say('Теряются пакеты, рвутся сеансы', 'Packets are lost, sessions break'),
      delay: say('Большие задержки', 'Delays are long'),
      oneApplication: say('Не работает одна программа', 'One application does not work'),
    }),
    since,
    workStopped,
    choice(
      'extent',
      say('Какие площадки не на связи?', 'Which sites are cut off?'),
      { one: say('Одна', 'One'), several: say('Несколько', 'Several'), all: say('Все', 'All') },
      { showIf: { symptom: 'down' } },
    ),
    yesNo('backup', say('Резервный канал работает?', 'Does the backup line work?'), { showIf: { symptom: 'down' } }),
    yesNo('released', say('Линию можно занять для проверки?', 'May we take the line for a test?')),
    ifKnown('lossPercent', 'number', say('Сколько теряется, %?', 'How much is lost, %?'), {
      showIf: { symptom: 'loss' },
    }),
    ifKnown('application', 'text', say('Какая программа?', 'Which application?'), {
      showIf: { symptom: 'oneApplication' },
    }),
    details,
  ],
  rules: [
    rule(
      { symptom: 'down', extent: 'all' },
      'critical',
      say('ни одна площадка не на связи', 'no site is connected'),
      backbone,
    ),
    rule(
      { symptom: 'down', extent: 'several' },
      'critical',
      say('несколько площадок без связи', 'several sites are cut off'),
      backbone,
    ),
    rule(
      { symptom: 'down', backup: true },
      'major',
      say('связь идёт по резерву', 'the backup line carries it'),
      oneEnd,
    ),
    rule(
      { symptom: 'down', workStopped: true },
      'critical',
      say('площадка без связи, работа стоит', 'a site is cut off, work has stopped'),
      oneEnd,
    ),
    rule({ symptom: 'down' }, 'major', say('площадка без связи', 'a site is cut off'), oneEnd),
    rule(
      { symptom: 'loss', workStopped: true },
      'major',
      say('потери, работать нельзя', 'losses, work is impossible'),
      oneEnd,
    ),
    rule({ symptom: 'loss' }, 'minor', say('потери на линии', 'losses on the line'), oneEnd),
    rule(
      { symptom: 'delay' },
      'minor',
      say('задержки', 'delays'),
      say('перегрузка магистрали', 'congestion of the backbone'),
    ),
    rule(
      {},
      'minor',
      say('не работает одна программа', 'one application does not work'),
      say('сеть или сервер клиента', 'the customer’s network or server'),
    ),
  ],
};
