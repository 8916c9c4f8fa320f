import { MOVEMENT_KINDS } from '@gongji/contract';
import { type Bilingual, fen } from '@gongji/domain';
import type { AnyDocument } from '@gongji/reports';
import { accountState, accountYears } from '@gongji/store/account';
import { personCircumstances } from '@gongji/store/print';
import { type PersonFileRow, personFile } from '@gongji/store/rest';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { medTypeName } from './code-words.ts';
import { coverCertificate } from './cover-certificate.ts';
import { coverRows } from './cover-state.ts';
import { contributionsContent, ownContributions } from './own-contributions.ts';
import { personFields } from './person-fields.ts';
import type { PrintJob } from './print-job.ts';

export type PersonDocument =
  | 'cover-certificate'
  | 'account-statement'
  | 'yearly-record'
  | 'own-contributions';

export interface PersonPaper {
  readonly row: PersonFileRow;
  readonly data: AnyDocument;
  readonly shown?: PrintJob['shown'];
  /** What the paper is about: the person, and the year. */
  readonly subject: string;
  /** What its code vouches for. */
  readonly content: unknown;
}

const STATUSES: Readonly<Record<string, Bilingual>> = {
  open: { zh: '正常', en: 'open' },
  frozen: { zh: '冻结', en: 'frozen' },
  closed: { zh: '注销', en: 'closed' },
};

/** A paper of one person: made from what the books say now, for printing and for verifying alike. */
export async function personPaper(
  deps: Pick<RestDeps, 'pool' | 'now'>,
  caller: Caller,
  ref: string,
  wish: { readonly document: PersonDocument; readonly year: string },
): Promise<PersonPaper | undefined> {
  const row = await personFile(deps.pool, caller, ref);
  if (row === undefined) return undefined;
  const today = chinaDay(deps.now());
  const found = await personCircumstances(deps.pool, row.personId, wish.year);
  if (found === undefined) return undefined;
  if (wish.document === 'cover-certificate') return coverCertificate(deps, caller, { row, found, today });
  const subject = `${row.personId} ${wish.year}`;
  const { regionName, personName, sexName, bornOn, psnNo, certNo } = personFields(
    found.person,
    today,
    caller,
  );
  const who = {
    ...{ regionName, personName, sexName, bornOn, psnNo, certNo },
    ...{ asOf: today, agencyName: found.agencyName },
  };
  const own = await ownContributions(deps, row.personId, { year: wish.year, today });
  const { contributions } = own;
  if (wish.document === 'own-contributions') {
    const fields = { ...who, ...own.sums, year: wish.year };
    const data: AnyDocument = { document: 'own-contributions', fields, rows: { contributions }, flags: [] };
    return { row, data, subject, content: [wish.document, contributionsContent(contributions)] };
  }
  const year = await yearFields(deps, row.personId, wish.year);
  const fields = { ...who, ...year.fields };
  const content = [wish.document, year.fields.openingFen, year.fields.closingFen, year.fields.movedFen];
  if (wish.document === 'account-statement') {
    const movements = found.movements.map((m) => ({
      on: m.on,
      what: kindName(m.kind),
      movementFen: fen(m.amountFen),
      balanceFen: fen(m.balanceFen),
    }));
    const data: AnyDocument = {
      document: 'account-statement',
      fields,
      rows: { movements },
      flags: year.flags,
    };
    return { row, data, subject, content };
  }
  const kinds = Object.entries(year.byKind).map(([kind, sum]) => ({
    what: kindName(kind),
    movementFen: fen(sum),
  }));
  const care = found.care.map((c) => ({
    what: medTypeName(c.medType),
    bills: Number(c.bills),
    costFen: fen(Number(c.costFen)),
    paidFen: fen(Number(c.paidFen)),
    ownAccountFen: fen(Number(c.accountFen)),
    ownCashFen: fen(Number(c.cashFen)),
  }));
  const data: AnyDocument = {
    document: 'yearly-record',
    fields: { ...fields, ...own.sums },
    rows: { covers: coverRows(found.covers, today), contributions, kinds, care },
    flags: year.flags,
  };
  const bills = care.map((c) => [c.bills, c.costFen, c.paidFen]);
  return { row, data, subject, content: [content, bills, contributionsContent(contributions)] };
}

function kindName(kind: string): Bilingual {
  const names: Readonly<Record<string, Bilingual>> = MOVEMENT_KINDS;
  return names[kind] ?? { zh: kind, en: kind };
}

async function yearFields({ pool }: Pick<RestDeps, 'pool'>, personId: string, year: string) {
  const [state, years] = [await accountState(pool, personId), await accountYears(pool, personId)];
  const own = years.find((one) => one.year === year);
  const before = years.find((one) => one.year < year)?.closingFen ?? 0;
  const byKind = own?.byKind ?? {};
  const sums = Object.entries(byKind);
  const sum = (of: (kind: string, fen: number) => boolean) =>
    fen(sums.reduce((all, [kind, amount]) => all + (of(kind, amount) ? amount : 0), 0));
  const isInterest = (kind: string) => kind === 'interest';
  const fields = {
    year,
    accountStatus: STATUSES[state?.status ?? ''] ?? { zh: '未开户', en: 'none' },
    openingFen: fen(own?.openingFen ?? before),
    inFen: sum((kind, amount) => !isInterest(kind) && amount > 0),
    yearInterestFen: sum(isInterest),
    outFen: sum((kind, amount) => !isInterest(kind) && amount < 0),
    closingFen: fen(own?.closingFen ?? before),
    movedFen: sum(() => true),
  };
  const flags = state?.status === 'closed' ? (['closed'] as const) : ([] as const);
  return { fields, flags, byKind };
}
