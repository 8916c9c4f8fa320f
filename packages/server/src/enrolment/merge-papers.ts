import { type Bilingual, type CalendarDate, fen, yuanText } from '@gongji/domain';
import type { PoolClient } from '@gongji/store';
import { unpaidOf } from '@gongji/store/contribution';
import { type HeldPaper, heldPapers, type RowChange } from '@gongji/store/enrolment';
import { countersOf } from '@gongji/store/rest';
import type { RestDeps } from '../rest/deps.ts';

interface Pair {
  readonly keepId: string;
  readonly dropId: string;
}

/** Approvals 备案 and consents to share an account that the duplicate holds, without those that the other has as well. */
export async function papersOf(
  tx: PoolClient,
  { keepId, dropId }: Pair,
  on: CalendarDate,
): Promise<readonly HeldPaper[]> {
  const [own, others] = [await heldPapers(tx, keepId, on), await heldPapers(tx, dropId, on)];
  const same = (a: HeldPaper, b: HeldPaper) =>
    a.register === b.register && a.about.every((value, index) => value === b.about[index]);
  return others.filter((paper) => !own.some((one) => same(one, paper)) && !paper.about.includes(keepId));
}

/** The same paper for the person who stays. */
export function copiedPaper(
  { newId }: Pick<RestDeps, 'newId'>,
  { register, row }: HeldPaper,
  { keepId, dropId }: Pair,
): RowChange {
  const { known_from: _known, ...columns } = row;
  if (register === 'filing') return { register, to: { ...columns, person_id: keepId, filing_id: newId() } };
  const side = row.person_id === dropId ? { person_id: keepId } : { owner_person_id: keepId };
  return { register, to: { ...columns, ...side } };
}

/** What goes over with the duplicate, and what stays in its own name. */
export async function carriedWords(
  tx: PoolClient,
  dropId: string,
  { money, papers }: { readonly money: number; readonly papers: number },
): Promise<Bilingual[]> {
  const counters = (await countersOf(tx, dropId)).filter(
    ({ counters: kept }) => Object.keys(kept).length > 0,
  );
  const debt = await unpaidOf(tx, { personId: dropId });
  return [
    {
      zh: counters.length > 0 ? '起付标准、限额等累计并入保留人' : '被合并人没有起付标准、限额等累计',
      en:
        counters.length > 0
          ? 'what counts towards deductible and limits goes to the person who stays'
          : 'nothing counts towards deductible and limits yet',
    },
    {
      zh: `个人账户余额 ${yuanText(fen(money))} 元转入保留人账户`,
      en: `the account balance of ${yuanText(fen(money))} yuan goes into the account of the person who stays`,
    },
    { zh: `${papers} 项有效备案、共济授权随之转入`, en: `${papers} approvals and consents in force go over` },
    ...(debt.bills === 0
      ? []
      : [
          {
            zh: `被合并人尚有 ${debt.bills} 笔账单共 ${yuanText(fen(debt.openFen))} 元未缴清，仍按原编号缴纳`,
            en: `${debt.bills} bills of ${yuanText(fen(debt.openFen))} yuan are still owed, to be paid under the old number`,
          },
        ]),
  ];
}
