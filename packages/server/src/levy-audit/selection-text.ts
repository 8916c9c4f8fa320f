import type { SelectionSignal } from '@gongji/contract';
import { type Bilingual, type Fen, yuanText } from '@gongji/domain';
import type { SelectedUnit } from '@gongji/store/levy-audit';

const share = (part: number, whole: number): string => `${((part * 100) / Math.max(whole, 1)).toFixed(1)}%`;
const yuan = (fen: Fen | null): string => yuanText(fen ?? (0 as Fen));

/** Why an employer has points for a signal, in one sentence with both sides. */
export function selectionText(
  signal: SelectionSignal,
  row: SelectedUnit,
  { from, to }: { readonly from: string; readonly to: string },
): Bilingual {
  const { persons, averageFen: average, kindAverageFen: usual } = row;
  switch (signal) {
    case 'atFloor': {
      const [own, region] = [share(row.atFloor, persons), `${row.regionFloorShare.toFixed(1)}%`];
      return {
        zh: `${to} 核定的 ${persons} 人中 ${row.atFloor} 人按下限（${own}），全区 ${region}`,
        en: `${to}: ${row.atFloor} of ${persons} persons at the floor (${own}), in the region ${region}`,
      };
    }
    case 'lowAverage': {
      const below = share((usual ?? 0) - (average ?? 0), usual ?? 0);
      return {
        zh: `人均基数 ${yuan(average)} 元，比同类单位 ${yuan(usual)} 元低 ${below}`,
        en: `average base ${yuan(average)} yuan, ${below} below the ${yuan(usual)} yuan of its kind`,
      };
    }
    case 'movement': {
      const moved = share(row.joined + row.gone, persons);
      return {
        zh: `${from} 以来增 ${row.joined} 人、减 ${row.gone} 人，占 ${persons} 人的 ${moved}`,
        en: `since ${from}: ${row.joined} joined, ${row.gone} left, ${moved} of ${persons} persons`,
      };
    }
    case 'arrears':
      return {
        zh: `逾期欠费 ${yuan(row.overdueFen)} 元；${from} 至 ${to} 应缴 ${yuan(row.billedFen)} 元`,
        en: `overdue ${yuan(row.overdueFen)} yuan; billed ${from} to ${to}: ${yuan(row.billedFen)} yuan`,
      };
    case 'lowered': {
      const lowered = share(row.lowered, row.compared);
      return {
        zh: `${from} 与 ${to} 都核定的 ${row.compared} 人中 ${row.lowered} 人基数调低（${lowered}）`,
        en: `of ${row.compared} persons assessed in ${from} and ${to}, the base of ${row.lowered} is lower (${lowered})`,
      };
    }
    case 'uncorrected':
      return {
        zh: `以往稽核有 ${row.uncorrected} 项到期未整改`,
        en: `${row.uncorrected} findings of earlier audits are past their day and not corrected`,
      };
  }
}
