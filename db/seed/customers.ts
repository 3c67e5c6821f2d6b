import type { Terms } from '../../domain/terms.ts';
import type { contracts, contractTerms, customerContacts, customers, sites } from '../schema.ts';
import { demoCustomerId, demoId } from './ids.ts';
import { bronzeTerms, goldTerms, silverTerms } from './terms.ts';

type Customer = typeof customers.$inferInsert;
type Contact = typeof customerContacts.$inferInsert;
type Contract = typeof contracts.$inferInsert;
type Site = typeof sites.$inferInsert;

export const [bakery, clinic, office] = [demoCustomerId(1), demoCustomerId(2), demoCustomerId(3)] as const;

/** Numbers of 8 495 and 8 800 with zeros are given to nobody. */
export const demoCustomers: Customer[] = [
  {
    id: bakery,
    name: 'Сеть пекарен «Тёплый хлеб»',
    language: 'ru',
    phones: ['+74950000110'],
    emails: ['info@bakery.example'],
  },
  { id: clinic, name: 'Клиника «Здравница»', language: 'ru', phones: ['+74950000120'], emails: ['it@clinic.example'] },
  {
    id: office,
    name: 'Northwind Trading, Moscow office',
    language: 'en',
    phones: ['+74950000130'],
    emails: ['office@northwind.example'],
  },
];

const contact = (place: number, contact: Omit<Contact, 'id'>): Contact => ({
  id: demoId('customerContact', place),
  ...contact,
});

export const demoContacts: Contact[] = [
  contact(1, {
    customerId: bakery,
    name: 'Вера Соколова',
    phone: '+79160000111',
    email: 'vera@bakery.example',
    language: 'ru',
    prefers: ['email'],
    mayConfirm: true,
  }),
  contact(2, {
    customerId: bakery,
    name: 'Павел Зайцев',
    phone: '+79160000112',
    language: 'ru',
    prefers: ['sms', 'phone'],
    mayConfirm: false,
  }),
  contact(3, {
    customerId: clinic,
    name: 'Олег Миронов',
    phone: '+79160000121',
    language: 'ru',
    prefers: ['sms', 'phone'],
    mayConfirm: true,
    quietHours: { from: '22:00', to: '07:00', timeZone: 'Europe/Moscow' },
  }),
  contact(4, {
    customerId: clinic,
    name: 'Ирина Панова',
    phone: '+79160000122',
    email: 'irina@clinic.example',
    language: 'ru',
    prefers: ['email', 'sms', 'phone'],
    mayConfirm: true,
  }),
  contact(5, {
    customerId: office,
    name: 'Emma Clarke',
    phone: '+79160000131',
    email: 'emma@northwind.example',
    webhook: 'https://desk.northwind.example/tickets',
    language: 'en',
    prefers: ['email', 'webhook'],
    mayConfirm: true,
  }),
];

const moscow = { region: 'Москва', timeZone: 'Europe/Moscow' };

export const demoSites: Site[] = [
  {
    id: demoId('site', 1),
    customerId: bakery,
    name: 'Пекарня на Лесной',
    address: 'Москва, ул. Лесная, 5',
    access: 'Вход со двора, с 6 до 21',
    ...moscow,
  },
  {
    id: demoId('site', 2),
    customerId: clinic,
    name: 'Главный корпус',
    address: 'Москва, ул. Садовая, 12',
    access: 'Пропуск через охрану, круглосуточно',
    ...moscow,
  },
  {
    id: demoId('site', 3),
    customerId: clinic,
    name: 'Лаборатория',
    address: 'Тверь, наб. Волги, 3',
    region: 'Тверь',
    timeZone: 'Europe/Moscow',
  },
  {
    id: demoId('site', 4),
    customerId: office,
    name: 'Office on Tverskaya',
    address: 'Москва, ул. Тверская, 20, этаж 4',
    access: 'Weekdays 9–18, ring reception',
    ...moscow,
  },
  {
    id: demoId('site', 5),
    name: 'Узел М-17',
    address: 'Москва, ул. Узловая, 17',
    access: 'Ключ у диспетчера',
    ...moscow,
  },
];

export const demoContracts: Contract[] = [
  { id: demoId('contract', 1), customerId: bakery, name: 'Договор 2024/118, серебряный' },
  { id: demoId('contract', 2), customerId: clinic, name: 'Договор 2023/052, золотой' },
  { id: demoId('contract', 3), customerId: office, name: 'Contract 2025/007, bronze' },
];

const versionOne = (place: number, terms: Terms): typeof contractTerms.$inferInsert => {
  return { contractId: demoId('contract', place), version: 1, validFrom: new Date(terms.validFrom), terms };
};

export const demoTerms = [versionOne(1, silverTerms), versionOne(2, goldTerms), versionOne(3, bronzeTerms)];
