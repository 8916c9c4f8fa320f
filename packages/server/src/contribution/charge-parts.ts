import { type CalendarDate, type Fen, fen } from '@gongji/domain';
import type { PersonChargeRow } from '@gongji/store/contribution';

/** Who bears a charge 应缴, and what of it goes into the personal account. */
export interface ChargeParts {
  readonly employerFen: Fen;
  readonly personFen: Fen;
  /** Of the levels of government and funds. */
  readonly subsidyFen: Fen;
  readonly accountFen: Fen;
}

/** Pure; payers by the names that every policy gives them. */
export function chargeParts({ lines, amounts }: Pick<PersonChargeRow, 'lines' | 'amounts'>): ChargeParts {
  const sum = (of: (line: PersonChargeRow['lines'][number]) => boolean): Fen =>
    fen(lines.reduce((all, line, index) => (of(line) ? all + (amounts[index] ?? 0) : all), 0));
  const own = (payer: string) => payer === 'person' || payer === 'account';
  return {
    employerFen: sum(({ payer }) => payer === 'employer'),
    personFen: sum(({ payer }) => own(payer)),
    subsidyFen: sum(({ payer }) => payer !== 'employer' && !own(payer)),
    accountFen: sum(({ fund }) => fund === 'account'),
  };
}

/** Without a bill of his own or of a unit others pay all of it: nothing is open for the person. */
export function chargeState(
  { billFen, paidFen, dueOn }: Pick<PersonChargeRow, 'billFen' | 'paidFen' | 'dueOn'>,
  today: CalendarDate,
) {
  if (billFen === null || (paidFen ?? 0) >= billFen) return 'paid' as const;
  if (dueOn !== null && dueOn < today) return 'overdue' as const;
  return (paidFen ?? 0) > 0 ? ('partly' as const) : ('open' as const);
}
