/** Replies as mail programs send them, in both languages: what was written stands beside what is the customer's own. */
export interface Reply {
  readonly program: string;
  readonly text: string;
  readonly own: string;
}

const ours = `Здравствуйте!
Сервис восстановлен. Пожалуйста, подтвердите.
http://desk.example/c/abc`;
const quoted = ours.replace(/^/gm, '> ');

export const replies: readonly Reply[] = [
  {
    program: 'Gmail, ru',
    text: `Спасибо, всё работает.\n\nпн, 5 янв. 2026 г. в 13:07, HelpDesk <desk@operator.example>:\n\n${quoted}\n`,
    own: 'Спасибо, всё работает.',
  },
  {
    program: 'Gmail, en',
    text: `Still down here.\n\nOn Mon, Jan 5, 2026 at 1:07 PM HelpDesk <desk@operator.example> wrote:\n\n${quoted}\n`,
    own: 'Still down here.',
  },
  {
    program: 'Gmail, en, its header broken over two lines',
    text: `Still down here.\n\nOn Mon, Jan 5, 2026 at 1:07 PM HelpDesk of the Operator\n<desk@operator.example> wrote:\n\n${quoted}\n`,
    own: 'Still down here.',
  },
  {
    program: 'Outlook, ru',
    text: `Добрый день.\nНет связи с 9 утра.\n\nС уважением,\nВера Кузнецова\nПекарня «Колос»\n\n________________________________\nОт: HelpDesk <desk@operator.example>\nОтправлено: 5 января 2026 г. 13:07\nКому: vera@bakery.example\nТема: Заявка HD-1000017\n\n${ours}\n`,
    own: 'Добрый день.\nНет связи с 9 утра.',
  },
  {
    program: 'Outlook, en',
    text: `It works again, thank you.\n\nKind regards,\nEmma Clarke\n\nFrom: HelpDesk <desk@operator.example>\nSent: Monday, January 5, 2026 1:07 PM\nTo: Emma Clarke <emma@northwind.example>\nSubject: Trouble ticket HD-1000017\n\n${ours}\n`,
    own: 'It works again, thank you.',
  },
  {
    program: 'Outlook, classic, ru',
    text: `Приезжайте после обеда.\n\n-----Исходное сообщение-----\nFrom: HelpDesk\n\n${ours}\n`,
    own: 'Приезжайте после обеда.',
  },
  {
    program: 'Outlook, classic, en',
    text: `Please come after lunch.\r\n\r\n-----Original Message-----\r\nFrom: HelpDesk\r\n\r\n${ours}\r\n`,
    own: 'Please come after lunch.',
  },
  {
    program: 'Apple Mail, ru',
    text: `Всё ещё не работает.\n\nОтправлено с iPhone\n\n> 5 янв. 2026 г., в 13:07, HelpDesk <desk@operator.example> написал(а):\n> \n${quoted}\n`,
    own: 'Всё ещё не работает.',
  },
  {
    program: 'Apple Mail, en',
    text: `Works fine now\n\nSent from my iPhone\n\n> On 5 Jan 2026, at 13:07, HelpDesk <desk@operator.example> wrote:\n> \n${quoted}\n`,
    own: 'Works fine now',
  },
  {
    program: 'Yandex, ru',
    text: `Модем перезагрузили, не помогло.\n\n05.01.2026, 13:07, "HelpDesk" <desk@operator.example>:\n\n${ours}\n\n--\nОтправлено из Яндекс Почты для мобильных\n`,
    own: 'Модем перезагрузили, не помогло.',
  },
  {
    program: 'Yandex, en',
    text: `We restarted the modem.\n\n05.01.2026, 13:07, "HelpDesk" <desk@operator.example>:\n\n${quoted}\n`,
    own: 'We restarted the modem.',
  },
  {
    program: 'mail.ru, ru',
    text: `Ждём мастера.\n\n--\nВера Кузнецова\nОтправлено из Mail\n\nПонедельник, 5 января 2026, 13:07 +03:00 от HelpDesk <desk@operator.example>:\n\n${ours}\n`,
    own: 'Ждём мастера.',
  },
  {
    program: 'mail.ru, en',
    text: `We are waiting.\n\nMonday, 5 January 2026, 13:07 +03:00 from HelpDesk <desk@operator.example>:\n${quoted}\n`,
    own: 'We are waiting.',
  },
  {
    program: 'Thunderbird, ru',
    text: `05.01.2026 13:07, HelpDesk пишет:\n${quoted}\n\nЗаработало, спасибо.\n-- \nВера\n`,
    own: 'Заработало, спасибо.',
  },
  {
    program: 'Thunderbird, en',
    text: `On 05/01/2026 13:07, HelpDesk wrote:\n${quoted}\n\nIt is back.\n-- \nEmma\n`,
    own: 'It is back.',
  },
  {
    program: 'answers between the lines',
    text: `On 05/01/2026 13:07, HelpDesk wrote:\n> Which lamp is red?\nThe second one.\n> Since when?\nSince nine.\n`,
    own: 'The second one.\nSince nine.',
  },
  {
    program: 'a quote and nothing else',
    text: `\n05.01.2026, 13:07, "HelpDesk" <desk@operator.example>:\n\n${ours}\n`,
    own: '',
  },
  {
    program: 'a mail of its own, with a date in it',
    text: 'Не работает с 5 января 2026, 13:07, когда отключали свет.\nОт розетки питается только роутер.\n',
    own: 'Не работает с 5 января 2026, 13:07, когда отключали свет.\nОт розетки питается только роутер.',
  },
  {
    program: 'a forwarded mail, which is what the customer has to say',
    text: 'Смотрите, что пишет сосед:\n\n---------- Forwarded message ---------\nУ меня тоже нет связи.\n',
    own: 'Смотрите, что пишет сосед:\n\n---------- Forwarded message ---------\nУ меня тоже нет связи.',
  },
];
