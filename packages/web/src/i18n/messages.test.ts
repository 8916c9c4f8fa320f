import { expect, test } from 'vitest';
import { accountMessages } from '../account/account-messages.ts';
import { administrationMessages } from '../administration/administration-messages.ts';
import { appMessages } from '../app/app-messages.ts';
import { arrearsMessages } from '../arrears/arrears-messages.ts';
import { assessmentMessages } from '../assessment/assessment-messages.ts';
import { billMessages } from '../bill/bill-messages.ts';
import { reversalMessages } from '../bill/reversal-messages.ts';
import { booksMessages } from '../books/books-messages.ts';
import { calculatorMessages } from '../calculator/calculator-messages.ts';
import { collectionDayMessages } from '../collection-days/collection-day-messages.ts';
import { contributionMessages } from '../contribution/contribution-messages.ts';
import { fieldMessages } from '../design/field-messages.ts';
import { deskMessages } from '../desk/desk-messages.ts';
import { enrolmentMessages } from '../enrolment/enrolment-messages.ts';
import { figuresMessages } from '../figures/figures-messages.ts';
import { listMessages } from '../group-enrolment/list-messages.ts';
import { homeMessages } from '../home/home-messages.ts';
import { keptMessages } from '../kept/kept-messages.ts';
import { levyMessages } from '../levy-audit/levy-messages.ts';
import { billsMessages } from '../office/bills-messages.ts';
import { mappingMessages } from '../office/mapping-messages.ts';
import { officeMessages } from '../office/office-messages.ts';
import { reconciliationMessages } from '../office/reconciliation-messages.ts';
import { stayMessages } from '../office/stay-messages.ts';
import { operationsMessages } from '../operations/operations-messages.ts';
import { personMessages } from '../person/person-messages.ts';
import { policyRoomMessages } from '../policy-room/policy-room-messages.ts';
import { searchMessages } from '../search/search-messages.ts';
import { meMessages } from '../self-service/me-messages.ts';
import { signInMessages } from '../sign-in/sign-in-messages.ts';
import { handoverMessages } from '../transfer/handover-messages.ts';
import { transferMessages } from '../transfer/transfer-messages.ts';

const PAGES = [
  accountMessages,
  meMessages,
  handoverMessages,
  transferMessages,
  signInMessages,
  searchMessages,
  billMessages,
  reversalMessages,
  operationsMessages,
  personMessages,
  enrolmentMessages,
  appMessages,
  homeMessages,
  listMessages,
  calculatorMessages,
  assessmentMessages,
  policyRoomMessages,
  contributionMessages,
  arrearsMessages,
  booksMessages,
  collectionDayMessages,
  deskMessages,
  fieldMessages,
  administrationMessages,
  keptMessages,
  officeMessages,
  billsMessages,
  reconciliationMessages,
  mappingMessages,
  figuresMessages,
  levyMessages,
  stayMessages,
];

/** Texts that are the same everywhere: the names of keys, and each language's name of the other. */
const ALLOWED_IN_ZH = ['Tab', 'English', 'Switch to English'];
const ALLOWED_IN_EN = ['中文', '切换为中文'];

const all = PAGES.flatMap(({ page, texts }) =>
  Object.entries(texts).map(([key, text]) => ({ where: `${page}.${key}`, ...text })),
);
const withoutValues = (text: string): string => text.replaceAll(/\{\{\w+\}\}/g, '');
const without = (text: string, allowed: readonly string[]): string =>
  allowed.reduceRight((left, word) => left.replaceAll(word, ''), withoutValues(text));

test('no text is missing in either language', () => {
  expect(all.filter(({ zh, en }) => zh.trim() === '' || en.trim() === '')).toEqual([]);
});

test('no English word stands in a Chinese text', () => {
  expect(
    all.filter(({ zh }) => /[A-Za-z]{2,}/.test(without(zh, ALLOWED_IN_ZH))).map(({ where }) => where),
  ).toEqual([]);
});

test('no Chinese stands in an English text', () => {
  expect(
    all
      .filter(({ en }) => /[\u3000-\u9fff\uff00-\uffef]/.test(without(en, ALLOWED_IN_EN)))
      .map(({ where }) => where),
  ).toEqual([]);
});

test('both languages take the same values', () => {
  const values = (text: string): readonly string[] => (text.match(/\{\{\w+\}\}/g) ?? []).sort();
  expect(
    all.filter(({ zh, en }) => values(zh).join() !== values(en).join()).map(({ where }) => where),
  ).toEqual([]);
});
