import { globSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import {
  type AccountView,
  billState,
  type CollectionDayDetail,
  type CollectionListView,
  DIFFERENCE_REASONS,
  type GroupPapersView,
  type HandoverView,
  type PersonHit,
  PROOF_KINDS,
  RECONCILIATION_STATES,
  type TaskView,
  type TransferView,
  type UnitHit,
  WORK_KINDS,
} from '@gongji/contract';
import { expect, test } from 'vitest';
import type { Messages } from './messages.ts';

const SOURCE = resolve(import.meta.dirname, '..');
const FILES = globSync('**/*.{ts,tsx}', { cwd: SOURCE })
  .filter((file) => !file.includes('.test.'))
  .map((file) => ({ file, text: readFileSync(resolve(SOURCE, file), 'utf8') }));

/** Values of a typed field, each of them: the compiler refuses one that the field cannot have. */
const of = <T extends string>(...values: readonly T[]): readonly string[] => values;

/**
 * Keys that no page writes down, because they are what the server or the engine says: by page, the values of the field that is
 * shown. The compiler finds a value without a text; here is said which texts are there for one.
 */
const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  account: [
    ...of<NonNullable<AccountView['account']>['status']>('open', 'frozen', 'closed'),
    ...['given', 'received', 'coming', 'live', 'over', 'revoked'],
  ],
  assessment: ['provider', 'account', 'familyAccount', 'cash'],
  calculator: ['badAmount', 'badDate', 'badNumber', 'badPercent', 'endBeforeStart', 'noCost', 'tooMuch'],
  collectionDay: [
    ...of<CollectionDayDetail['state']>('no-statement', 'differs', 'to-sign', 'signed', 'changed'),
    ...of<CollectionDayDetail['differing'][number]['kind']>(
      ...(['not-taken', 'not-on-statement', 'amount', 'other-day'] as const),
    ),
  ],
  collectionLists: of<CollectionListView['state']>('out', 'reported', 'partly', 'booked', 'withdrawn'),
  contribution: [
    ...billState.options,
    ...['regular', 'correction', 'lateFee', 'legacy', 'enrolment', 'makeUp', 'subsidy', 'raised', 'lowered'],
    ...['tax', 'bank', 'bank-debit', 'bank-branch', 'counter', 'pos', 'school', 'finance'],
  ],
  counter: ['booked', 'heldState', 'bounced', 'asked', 'reversed'],
  enrolment: ['made', 'changed', 'removed', ...PROOF_KINDS],
  groupPapers: of<GroupPapersView['papers'][number]['state']>('valid', 'expired', 'missing'),
  handover: of<HandoverView['state']>('offered', 'accepted', 'refused', 'withdrawn'),
  lists: ['uploaded', 'unreadable', 'checked', 'done', 'undone'],
  me: ['unit', 'person', 'nobody'],
  notices: ['employee', 'resident'],
  person: ['coming', 'live', 'over', 'withdrawn'],
  policyRoom: ['error', 'warning'],
  reconciliation: [...RECONCILIATION_STATES, ...DIFFERENCE_REASONS, 'amounts', 'only-own', 'only-centre'],
  reversal: ['blocks', 'recomputed', 'unchanged', 'open', 'approved', 'refused', 'withdrawn'],
  search: [
    ...of<PersonHit['by']>('psnNo', 'certNo', 'cardNo', 'phone', 'name', 'initials'),
    ...of<UnitHit['by'] | UnitHit['unitKind']>('unitNo', 'code', 'employer', 'school', 'community'),
  ],
  stays: ['open', 'discharged', 'settled', 'waiting', 'ended'],
  tasks: [
    ...of<TaskView['state']>('waiting', 'running', 'done', 'failed', 'cancelled'),
    'assessment',
    // What a title of the server begins with.
    ...['employee', 'resident', 'interest', 'retired-credit', 'notices', 'notice-list', 'dunnings'],
  ],
  transfer: of<TransferView['state'] | 'moneyState'>('applied', 'refused', 'withdrawn', 'moneyState'),
  worklist: WORK_KINDS,
};

/** Whether a page writes the key down, or builds it from a part: `day${state}`. */
function isWritten(key: string, text: string, parts: readonly RegExp[]): boolean {
  return text.includes(`'${key}'`) || parts.some((part) => part.test(key));
}

/** Keys of one file of messages that nothing uses. A page uses them if it names the messages or stands beside them. */
async function unusedIn(file: string): Promise<readonly string[]> {
  const exported: Record<string, Messages<string>> = await import(resolve(SOURCE, file));
  return Object.entries(exported).flatMap(([name, { page, texts }]) => {
    const text = FILES.filter((one) => one.file !== file)
      .filter((one) => dirname(one.file) === dirname(file) || new RegExp(`\\b${name}\\b`).test(one.text))
      .map((one) => one.text)
      .join('\n');
    const parts = [...text.matchAll(/\bt\(`(\w*)\$\{[^}]*\}(\w*)`/g)].map(
      ([, before = '', after = '']) => new RegExp(`^${before}.+${after}$`),
    );
    return Object.keys(texts)
      .filter((key) => !isWritten(key, text, parts) && !FAMILIES[page]?.includes(key))
      .map((key) => `${page}.${key}`);
  });
}

test('every text is used', async () => {
  const files = FILES.filter(({ file }) => file.endsWith('-messages.ts'));
  expect(files.length).toBeGreaterThan(30);
  expect((await Promise.all(files.map(({ file }) => unusedIn(file)))).flat()).toEqual([]);
});

test('and one that nobody uses is found', () => {
  const parts = [/^day.+$/];
  expect(isWritten('title', "t('title')", parts)).toBe(true);
  expect(isWritten('daysigned', '', parts)).toBe(true);
  expect(isWritten('subtitle', "t('title')", parts)).toBe(false);
});
