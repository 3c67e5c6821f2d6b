import type { Questionnaire } from '../../domain/questionnaire.ts';
import { demoId } from './ids.ts';
import { choice, details, ifKnown, rule, say, since, workStopped, yesNo } from './questionnaire-words.ts';

const platform = say('телефонная платформа', 'the telephony platform');
const network = say('доступ в сеть на площадке', 'network access at the site');
const ownDevice = say('телефонный аппарат или АТС клиента', 'the customer’s phone or exchange');

export const voiceQuestionnaire: Questionnaire = {
  id: demoId('questionnaire', 3),
  version: 1,
  name: say('Телефония', 'Telephony'),
  serviceKind: 'voice',
  questions: [
    choice('symptom', say('Что с телефонами?', 'What is wrong with the telephones?'), {
      none: say('Нельзя ни позвонить, ни принять звонок', 'No calls in or out'),
      out: say('Нельзя позвонить', 'No calls out'),
      in: say('Не проходят входящие', 'No calls in'),
      quality: say('Плохо слышно', 'Bad sound'),
    }),
    since,
    workStopped,
    yesNo('allLines', say('Так на всех линиях?', 'Is it so on all lines?')),
    yesNo('internet', say('Интернет на площадке работает?', 'Does the internet work at the site?'), {
      showIf: { symptom: 'none' },
    }),
    yesNo('emergency', say('Проходят ли вызовы на 112?', 'Can 112 be reached?'), { showIf: { symptom: 'out' } }),
    choice(
      'sound',
      say('Что слышно?', 'What is heard?'),
      {
        oneWay: say('Слышно только одну сторону', 'One side only'),
        gaps: say('Речь пропадает', 'Speech breaks up'),
        echo: say('Эхо или шум', 'Echo or noise'),
      },
      { showIf: { symptom: 'quality' } },
    ),
    ifKnown('lines', 'number', say('Сколько линий не работает?', 'How many lines are affected?')),
    ifKnown('example', 'text', say('Пример: номер и время звонка', 'An example: number and time of a call')),
    details,
  ],
  rules: [
    rule(
      { symptom: 'none', allLines: false },
      'minor',
      say('молчат отдельные линии', 'single lines are dead'),
      ownDevice,
    ),
    rule(
      { symptom: 'none', internet: false },
      'critical',
      say('нет телефонии и интернета', 'no telephony and no internet'),
      network,
    ),
    rule({ symptom: 'none' }, 'critical', say('нет телефонии', 'no telephony'), platform),
    rule(
      { symptom: 'out', emergency: false },
      'critical',
      say('нельзя вызвать 112', '112 cannot be reached'),
      platform,
    ),
    rule(
      { symptom: 'out', workStopped: true },
      'major',
      say('нельзя позвонить, работа стоит', 'no calls out, work has stopped'),
      platform,
    ),
    rule({ symptom: 'out' }, 'major', say('нельзя позвонить', 'no calls out'), platform),
    rule({ symptom: 'in' }, 'major', say('не проходят входящие', 'no calls in'), platform),
    rule({ symptom: 'quality', sound: 'oneWay' }, 'major', say('слышно одну сторону', 'one-way sound'), network),
    rule({}, 'minor', say('плохо слышно', 'bad sound'), network),
  ],
};
