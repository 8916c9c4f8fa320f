import { dayText, reconcileDetails, reconcileTotals } from '@gongji/client';
import { fen } from '@gongji/domain';
import type { Day, Scene } from './day-record.ts';
import type { Desk, DeskEntry } from './desk.ts';

const INSUTYPE = '310';
const CLR_TYPE = '11';

/** The hospital whose books are reconciled: one without settlements today, so that its books are complete. */
export const RECONCILED = 'H99010100001';

function period(day: Day, desk: Desk) {
  const today = dayText(day.clock());
  return {
    insutype: INSUTYPE,
    clrType: CLR_TYPE,
    office: desk.institution.regionCode,
    from: today,
    to: today,
  };
}

/** True when the platform has nothing of this kind today from earlier runs. */
export async function booksAreComplete(day: Day): Promise<boolean> {
  const desk = await day.desk(RECONCILED);
  return (await reconcileTotals(desk.client, period(day, desk), [])).balanced;
}

/** Evening: totals agree; then one line is made wrong, the totals differ, and the details name that line. */
export function reconcileScene(complete: boolean): Scene {
  return {
    name: { zh: '日终对账', en: 'reconciliation' },
    async play(day) {
      const desk = await day.desk(RECONCILED);
      const books = desk.books.filter((line) => line.insutype === INSUTYPE && line.clrType === CLR_TYPE);
      if (!complete) {
        day.record.moments.push({
          title: this.name,
          detail: { zh: '今天已演示过，跳过总账核对', en: 'played before today, totals not compared' },
          good: true,
        });
        return;
      }
      const totals = await reconcileTotals(desk.client, period(day, desk), books);
      day.record.moments.push({
        title: { zh: '对总账', en: 'totals reconciled' },
        detail: {
          zh: `${books.length} 笔，${totals.balanced ? '两边一致' : totals.description}`,
          en: `${books.length} lines, ${totals.balanced ? 'both sides agree' : totals.description}`,
        },
        good: totals.balanced,
      });
      await wrongLine(day, desk, books);
    },
  };
}

/** One yuan too much on one line. */
async function wrongLine(day: Day, desk: Desk, books: readonly DeskEntry[]): Promise<void> {
  const victim = books[0];
  if (victim === undefined) return;
  const wrong = books.map((line) =>
    line === victim
      ? { ...line, totalFen: fen(line.totalFen + 100), cashFen: fen(line.cashFen + 100) }
      : line,
  );
  const totals = await reconcileTotals(desk.client, period(day, desk), wrong);
  const details = await reconcileDetails(desk.client, period(day, desk), wrong);
  const differing = details.filter((line) => line.result !== '0');
  const found = differing.length === 1 && differing[0]?.settlementId === victim.settlementId;
  day.record.moments.push({
    title: { zh: '故意错一元', en: 'one yuan off on purpose' },
    detail: {
      zh: `总账${totals.balanced ? '未发现' : '不平'}，明细指出 ${differing.map((line) => line.settlementId || line.msgid).join('、') || '无'}`,
      en: `totals ${totals.balanced ? 'agree' : 'differ'}, details name ${differing.map((line) => line.settlementId || line.msgid).join(', ') || 'none'}`,
    },
    good: !totals.balanced && found,
  });
}
