import type { RefusalCode } from './refusal.ts';
import type { Bilingual } from './words.ts';

/** One sentence per refusal, for the person who asked: what is wrong and, where there is a way on, which. */
export const refusalSentences: Readonly<Record<RefusalCode, Bilingual>> = {
  unauthenticated: { ru: 'Вход не выполнен: войдите и повторите запрос.', en: 'Not signed in: sign in and try again.' },
  badCredentials: { ru: 'Логин или пароль не подходят.', en: 'The login or the password is wrong.' },
  tooManyAttempts: {
    ru: 'Слишком много попыток: подождите и попробуйте снова.',
    en: 'Too many attempts: wait a while, then try again.',
  },
  tooManyRequests: {
    ru: 'Слишком много запросов подряд: подождите и попробуйте снова.',
    en: 'Too many requests in a row: wait a while, then try again.',
  },
  notAllowed: {
    ru: 'На это действие нет права: обратитесь к старшему смены.',
    en: 'You may not do this: ask the shift supervisor.',
  },
  csrfRefused: {
    ru: 'Запрос пришёл не со страницы службы HelpDesk: обновите страницу и повторите.',
    en: 'The request did not come from a page of the help desk: reload the page and try again.',
  },

  malformedJson: { ru: 'Тело запроса — не JSON.', en: 'The body of the request is not JSON.' },
  badRequest: { ru: 'Запрос составлен неверно.', en: 'The request is not well formed.' },
  badQuery: {
    ru: 'Параметры в адресе запроса неизвестны или неверны.',
    en: 'The query has unknown or ill-formed parameters.',
  },
  badHeader: { ru: 'Заголовок запроса задан неверно.', en: 'A header of the request is ill-formed.' },
  bodyTooLarge: { ru: 'Тело запроса слишком велико.', en: 'The body of the request is too large.' },
  unsupportedMediaType: {
    ru: 'Такой тип содержимого не принимается: пришлите JSON.',
    en: 'This content type is not taken: send JSON.',
  },
  invalidBody: {
    ru: 'Данные заполнены неверно: исправьте отмеченные поля.',
    en: 'The data is not right: correct the fields that are named.',
  },
  unknownReference: {
    ru: 'Запрос ссылается на то, чего нет: проверьте отмеченные поля.',
    en: 'The request refers to something that does not exist: check the fields that are named.',
  },
  notFound: { ru: 'Не найдено: проверьте номер или адрес.', en: 'Not found: check the number or the address.' },
  idempotencyKeyReused: {
    ru: 'Этот ключ уже использован с другим запросом: возьмите новый.',
    en: 'This key was already used with another request: take a new one.',
  },
  staleVersion: {
    ru: 'Заявка с тех пор изменилась: прочтите её заново и решите ещё раз.',
    en: 'The ticket has changed since: read it again and decide again.',
  },

  wrongStatus: {
    ru: 'В нынешнем состоянии заявки это невозможно.',
    en: 'The ticket’s present status does not allow this.',
  },
  ticketFinished: {
    ru: 'Заявка завершена: можно добавить примечание или звонок либо открыть новую заявку.',
    en: 'The ticket is finished: add a note or a call, or open a new ticket.',
  },
  noWait: { ru: 'Заявка ничего не ждёт: возобновлять нечего.', en: 'The ticket is not waiting: nothing to resume.' },
  waitAlreadyVoided: {
    ru: 'Это ожидание уже признано недействительным.',
    en: 'This wait has been voided already.',
  },
  nothingToConfirm: {
    ru: 'Подтверждать пока нечего: работы по заявке продолжаются.',
    en: 'There is nothing to confirm: work on the ticket goes on.',
  },
  alreadyAnswered: {
    ru: 'Ответ клиента уже получен; если сервис снова не работает, откройте новую заявку.',
    en: 'The customer has answered already; if the service fails again, open a new ticket.',
  },
  evidenceRequired: {
    ru: 'Нужно подтверждение: звонок с ответом, входящее сообщение или документ.',
    en: 'Evidence is needed: an answered call, an inbound message or a document.',
  },
  evidenceRefused: {
    ru: 'Это ничего не доказывает: нужен отвеченный звонок текущего этапа работ с тем, кто вправе подтверждать.',
    en: 'This proves nothing: an answered call of this episode is needed, with a contact who may confirm.',
  },
  consentRequired: {
    ru: 'Понизить степень тяжести можно с согласия клиента или решением старшего смены.',
    en: 'A lower severity needs the customer’s consent or a shift supervisor.',
  },
  noteRequired: { ru: 'Для этой причины нужно примечание.', en: 'This reason needs a note.' },
  etaInPast: {
    ru: 'Ориентировочное время устранения должно быть в будущем.',
    en: 'The estimated time to repair must lie in the future.',
  },
  instantInFuture: { ru: 'Указанное время ещё не наступило.', en: 'The time given lies in the future.' },
  instantBeforeEpisode: {
    ru: 'Указанное время раньше начала этого этапа работ.',
    en: 'The time given lies before this episode began.',
  },
  untilInPast: { ru: 'Ожидание должно заканчиваться в будущем.', en: 'A wait must end in the future.' },
  notReachable: {
    ru: 'С контактным лицом не связаться: нужен телефон или эл. почта, и адрес для каждого предпочтительного канала.',
    en: 'The contact cannot be reached: give a phone or an e-mail, and an address for each preferred channel.',
  },
  duplicateNotOpen: {
    ru: 'Укажите другую открытую заявку того же клиента.',
    en: 'Name another open ticket of the same customer.',
  },
  olderTerms: {
    ru: 'Заявку можно перевести только на более новые условия контракта.',
    en: 'A ticket moves to newer terms of its contract only.',
  },
  loginTaken: { ru: 'Такой логин уже занят: выберите другой.', en: 'This login is taken: choose another.' },
  versionInUse: {
    ru: 'Эта версия уже используется и не изменяется: создайте новую.',
    en: 'This version is in use and does not change: make a new one.',
  },
  callTaskDone: { ru: 'Это задание на звонок уже завершено.', en: 'This call task is done already.' },
  callUnderWay: {
    ru: 'По этому заданию уже идёт звонок, или вы сейчас говорите по телефону.',
    en: 'This task is being dialled already, or you are on the phone.',
  },
  callOver: { ru: 'Этот звонок уже завершён.', en: 'This call is over already.' },
  noExtension: {
    ru: 'У вас нет телефона на станции: позвоните сами и запишите звонок.',
    en: 'You have no phone at the exchange: call by hand and log the call.',
  },

  visitFinished: {
    ru: 'Выезд уже завершён: запрошенное в его ход не укладывается.',
    en: 'The visit is over: what was asked does not fit into it any more.',
  },
  engineerUnfit: {
    ru: 'Инженера нельзя назначить: нет нужного навыка или смены на это время.',
    en: 'The engineer cannot be sent: a skill is missing, or a shift at that time.',
  },
  engineerBooked: {
    ru: 'Время инженера уже занято: выберите другое окно или другого инженера.',
    en: 'The engineer’s time is taken: choose another window or another engineer.',
  },
  outOfStock: {
    ru: 'Столько на складе нет: уменьшите количество или выберите другой склад.',
    en: 'There is not as much in stock: take fewer, or choose another warehouse.',
  },
  belowFloor: {
    ru: 'Это неснижаемый остаток для аварий: взять его может старший смены с указанием причины.',
    en: 'This is the reserve for emergencies: a supervisor may take it and says why.',
  },
  reservationOver: {
    ru: 'Резерв уже использован, возвращён или снят.',
    en: 'The reservation is used, returned or released already.',
  },
  serialNumberUnknown: {
    ru: 'Экземпляра с таким серийным номером там нет.',
    en: 'There is no piece with this serial number there.',
  },
  serialNumberTaken: {
    ru: 'Экземпляр с таким серийным номером уже учтён.',
    en: 'A piece with this serial number is known already.',
  },
  noTestMail: {
    ru: 'Пробное письмо не отправить: нужен шаблон письма, который можно заполнить, и ваш адрес эл. почты.',
    en: 'No test can be mailed: it takes a template of mails that can be filled, and an e-mail address of yours.',
  },
  draftDecided: {
    ru: 'По этому письму решение уже принято.',
    en: 'Somebody has decided on this mail already.',
  },
  fileRefused: {
    ru: 'Файл не принят: нужно фото (JPEG, PNG, WebP) или PDF до 10 МБ.',
    en: 'The file is not taken: a photo (JPEG, PNG, WebP) or a PDF of up to 10 MB is needed.',
  },
  worksOver: { ru: 'Эти работы уже завершены.', en: 'These works are over.' },

  engineUnavailable: {
    ru: 'Заявки сейчас не обрабатываются, ничего не потеряно: повторите немного позже с тем же ключом.',
    en: 'Commands are not being taken just now and nothing is lost: repeat soon with the same key.',
  },
  databaseUnavailable: {
    ru: 'База данных не отвечает: повторите немного позже с тем же ключом.',
    en: 'The database does not answer: repeat soon with the same key.',
  },
  noExchange: {
    ru: 'Телефонная станция не подключена: позвоните сами и запишите звонок.',
    en: 'No telephone exchange is connected: call by hand and log the call.',
  },
  outcomeUnknown: {
    ru: 'Запрос принят, но итог пока неизвестен: повторите его с тем же ключом.',
    en: 'The request was taken but its outcome is not known yet: repeat it with the same key.',
  },
  internal: {
    ru: 'Ошибка на нашей стороне: сообщите администратору номер записи в журнале.',
    en: 'Something went wrong on our side: give the administrator the log id.',
  },
};
