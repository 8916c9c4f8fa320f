import { type Bilingual, fen, type Rejection, yuanText } from '@gongji/domain';
import { bilingualRejection } from '@gongji/engine';
import { type Pool, rolledBack } from '@gongji/store';
import { changeRows } from '@gongji/store/enrolment';
import { againOnConflict } from '../settlement/again-on-conflict.ts';
import type { SettlementService } from '../settlement/contract.ts';
import type { DecidedRow } from './decide-list.ts';

/**
 * Says of each row that ends a cover before a bill what settling those bills again would move; a bill that must not be
 * settled again makes the row bad. Nothing is saved.
 */
export async function withAffectedBills(
  { pool, settlement }: { readonly pool: Pool; readonly settlement: SettlementService },
  rows: readonly DecidedRow[],
): Promise<readonly DecidedRow[]> {
  const found: DecidedRow[] = [];
  for (const row of rows) {
    const [act] = row.acts;
    if (row.resettles === undefined || act === undefined) {
      found.push(row);
      continue;
    }
    const { resettles: scheme } = row;
    const { personId } = act;
    const commit = { reason: '', actor: 'preview' };
    const result = await againOnConflict(() =>
      rolledBack(pool, async (tx) => {
        await changeRows(tx, act.changes);
        return settlement.within(tx).review({ personId, scheme, commit });
      }),
    );
    if (result.kind === 'rejected') found.push({ ...row, problems: result.rejections, acts: [] });
    else if (result.bills.length === 0) found.push(row);
    else found.push({ ...row, hints: [...row.hints, hint(result.bills.length, result.personOwesFen)] });
  }
  return found;
}

function hint(bills: number, owesFen: number): Rejection {
  const amount = yuanText(fen(Math.abs(owesFen)));
  const words: Bilingual =
    owesFen >= 0
      ? { zh: `应退 ${amount} 元`, en: `owes ${amount} yuan` }
      : { zh: `应得 ${amount} 元`, en: `gets ${amount} yuan` };
  const count = String(bills);
  return bilingualRejection(
    'bills-settled-again',
    { zh: { count, owes: words.zh }, en: { count, owes: words.en } },
    { field: 'on' },
  );
}
