import { addDays, type CalendarDate, date, daysBetween } from '@gongji/domain';
import { inTransaction } from '@gongji/store';
import { type DunningRow, debtorsToDun, insertNotice } from '@gongji/store/contribution';
import { wholeRegion } from '@gongji/store/rest';
import { yuan } from '../contribution/yuan.ts';
import { beijingDay } from '../provider-interface/message/beijing-time.ts';
import { type DunningLevel, filled, levelFor, loadDunning } from './dunning-levels.ts';
import { overdueOf } from './overdue.ts';
import { progressOf } from './plan-progress.ts';
import type { SuspendDeps } from './suspend.ts';

const DUNNING = loadDunning();

/**
 * Makes the notices 催缴通知 that are due: for each debtor the level that the days have reached, once for the same arrears. Who
 * keeps to an agreement on instalments is left in peace. Safe to repeat.
 */
export async function dun(
  deps: SuspendDeps,
  { regionCode, by }: { readonly regionCode: string; readonly by: string },
): Promise<{ readonly notices: number }> {
  const on = beijingDay(deps.now()) as CalendarDate;
  const debtors = await debtorsToDun(deps.pool, { regionCode, on, schemes: DUNNING.schemes });
  let notices = 0;
  for (const [index, debtor] of debtors.entries()) {
    const level = levelFor(DUNNING.levels, daysBetween(debtor.oldestDueOn, on));
    const kept = debtor.plan !== null && progressOf(debtor.plan, on).kept;
    if (level === undefined || level.level <= debtor.lastLevel || kept) continue;
    if (await makeNotice(deps, { debtor, level, on, by })) notices += 1;
    await deps.progress?.(index + 1);
  }
  return { notices };
}

interface Due {
  readonly debtor: DunningRow;
  readonly level: DunningLevel;
  readonly on: CalendarDate;
  readonly by: string;
}

async function makeNotice(deps: SuspendDeps, { debtor, level, on, by }: Due): Promise<boolean> {
  const { regionCode, unitId, personId, name, oldestDueOn } = debtor;
  const of = unitId === null ? { personId } : { unitId };
  const all = await overdueOf(deps, wholeRegion(regionCode), of, on);
  const bills = all.filter((bill) => DUNNING.schemes.includes(bill.scheme));
  const openFen = bills.reduce((sum, bill) => sum + bill.openFen, 0);
  const feeFen = bills.reduce((sum, bill) => sum + bill.feeFen, 0);
  // Paid meanwhile.
  if (openFen === 0) return false;
  const payBy = addDays(on, level.payWithinDays);
  const values = {
    ...{ payer: name, periods: [...new Set(bills.map((bill) => bill.period))].join('、'), payBy },
    ...{ open: yuan(openFen), fee: yuan(feeFen), total: yuan(openFen + feeFen) },
  };
  const noticeId = deps.newId();
  return inTransaction(deps.pool, (tx) =>
    insertNotice(tx, {
      ...{ regionCode, personId, noticeId, unitId, level: level.level, oldestDueOn, payBy, openFen, feeFen },
      noticeNo: `CJ${regionCode}${on.slice(0, 7).replace('-', '')}${BigInt(noticeId).toString(36).toUpperCase()}`,
      bills: bills.map(({ billNo, period, openFen: open, dueOn }) => ({
        billNo,
        period,
        openFen: open,
        dueOn: date(dueOn),
      })),
      title: level.title,
      body: { zh: filled(level.body.zh, values), en: filled(level.body.en, values) },
      ...{ madeBy: by, madeAt: deps.now() },
    }),
  );
}
