import { type Bilingual, type CalendarDate, type Fen, fen } from '@gongji/domain';
import { personCharges } from '@gongji/store/contribution';
import { chargeParts, chargeState } from '../contribution/charge-parts.ts';
import type { RestDeps } from '../rest/deps.ts';
import { schemeName } from './code-words.ts';
import { billStateName, ownKindName, TAKEN_BACK } from './contribution-words.ts';
import { given } from './person-fields.ts';

/** A charge 应缴 of a person as his list of contributions 个人缴费明细 shows it. */
export interface OwnContribution {
  readonly period: string;
  readonly schemeName: Bilingual;
  readonly unitName?: string;
  readonly baseFen?: Fen;
  readonly employerPartFen: Fen;
  readonly ownPartFen: Fen;
  readonly subsidyPartFen: Fen;
  readonly toAccountFen: Fen;
  readonly paidOn?: string;
  readonly stateName: Bilingual;
  readonly kindName: Bilingual;
}

/** Contributions of a person for the periods of a year or of all, the earliest first, what was taken back with its opposite; and their sums. */
export async function ownContributions(
  { pool }: Pick<RestDeps, 'pool'>,
  personId: string,
  { year, today }: { readonly year?: string | undefined; readonly today: CalendarDate },
) {
  const charges = await personCharges(pool, personId, year, true);
  const contributions = charges.toReversed().map((row): OwnContribution => {
    const { employerFen, personFen, subsidyFen, accountFen } = chargeParts(row);
    return {
      ...{ period: row.period, schemeName: schemeName(row.scheme) },
      ...given('unitName', row.billPayer === 'unit' ? (row.unitName ?? undefined) : undefined),
      ...given('baseFen', row.baseFen === null ? undefined : fen(row.baseFen)),
      ...{ employerPartFen: employerFen, ownPartFen: personFen },
      ...{ subsidyPartFen: subsidyFen, toAccountFen: accountFen },
      ...given('paidOn', row.paidOn ?? undefined),
      stateName: row.reversal || row.takenBack ? TAKEN_BACK : billStateName(chargeState(row, today)),
      kindName: ownKindName(row),
    };
  });
  const sum = (name: 'employerPartFen' | 'ownPartFen' | 'subsidyPartFen' | 'toAccountFen') =>
    fen(contributions.reduce((all, one) => all + one[name], 0));
  const sums = {
    ...{ employerPartsFen: sum('employerPartFen'), ownPartsFen: sum('ownPartFen') },
    ...{ subsidyPartsFen: sum('subsidyPartFen'), toAccountsFen: sum('toAccountFen') },
  };
  return { contributions, sums };
}

/** What a code vouches for of them. */
export const contributionsContent = (rows: readonly OwnContribution[]): unknown =>
  rows.map((one) => [one.period, one.employerPartFen, one.ownPartFen, one.subsidyPartFen, one.stateName.en]);
