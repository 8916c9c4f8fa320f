import type { Bilingual } from '@gongji/domain';
import { figureText, type ReportProblem } from '@gongji/reports';
import { levyPlaceName } from './levy-place-table.ts';
import type { ReportInputs } from './report-inputs.ts';

/** What the report says against the books: collected must equal the ledger, in all and in each place. */
export function ledgerProblems({
  levy,
  levyPlaces,
  ledgerIncomeFen,
}: ReportInputs): readonly ReportProblem[] {
  const collected = levy.reduce((sum, one) => sum + one.paidFen, 0);
  const whole = differs('ledgerIncome', { zh: '', en: '' }, [collected, ledgerIncomeFen]);
  return [
    ...whole,
    ...levyPlaces.flatMap((one) => {
      const { zh, en } = levyPlaceName(one);
      const paid = one.employeePaidFen + one.residentPaidFen;
      return differs('levyPlaces', { zh: `${zh}：`, en: `${en}: ` }, [paid, one.ledgerFen]);
    }),
  ];
}

function differs(
  figure: string,
  where: Bilingual,
  [collected, ledger]: readonly [number, number],
): readonly ReportProblem[] {
  if (collected === ledger) return [];
  const [paid, posted] = [figureText(collected, 'fen'), figureText(ledger, 'fen')];
  return [
    {
      figure,
      message: {
        zh: `${where.zh}实际征缴 ${paid} 元与账面收入 ${posted} 元不符`,
        en: `${where.en}collected ${paid} yuan, by the ledger ${posted} yuan`,
      },
    },
  ];
}
