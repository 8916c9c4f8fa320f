import type { BudgetUnitBody } from '@gongji/contract';
import {
  addDays,
  type Bilingual,
  type CalendarDate,
  type EnrolmentAct,
  type Rejection,
  rejection,
} from '@gongji/domain';
import type { PoolClient } from '@gongji/store';
import { openBudgetUnit } from '@gongji/store/contribution';
import { type RowChange, readRow, readUnit, type UnitRow } from '@gongji/store/enrolment';
import type { Scope } from '@gongji/store/rest';
import { stopped } from '../enrolment/enrol-proposal.ts';
import type { Proposal } from '../enrolment/proposal.ts';
import type { RestDeps } from '../rest/deps.ts';
import { chinaDay } from '../settlement/benefit-year.ts';

/** Kinds of employers that finance pays for: a government office or a public institution. */
export const BUDGET_KINDS: readonly string[] = ['government', 'institution'];

interface Asking {
  readonly unitId: string;
  readonly askedBy: string;
  readonly askedOn: CalendarDate;
}

/** A mark, or its end (`mark` absent), as a request keeps it until a second person decides. */
export interface AskedBudgetUnit extends Asking {
  readonly kind: 'budgetUnit';
  readonly mark?: Omit<BudgetUnitBody, 'reason'>;
  readonly reason: string;
}

const TWO_PERSONS: Bilingual = {
  zh: '财政按名单从该单位预算中代扣，须两人办理',
  en: 'finance withholds for the unit by list: two persons',
};
const MARK: Bilingual = { zh: '登记财政统发单位', en: 'mark of a budget unit' };
const END: Bilingual = { zh: '终止财政统发', en: 'end of the mark of a budget unit' };

/**
 * 财政统发: always with a second person. A mark holds from its day, or from the day on which it is agreed to when that is later,
 * so that no list that is out loses its mark; the mark of before ends on the day before.
 */
export async function proposeBudgetUnit(
  deps: Pick<RestDeps, 'newId' | 'now'>,
  who: Scope & { readonly actor: string },
  tx: PoolClient,
  asked: AskedBudgetUnit,
): Promise<Proposal> {
  const { unitId, mark, reason } = asked;
  const title = mark === undefined ? END : MARK;
  await readRow(tx, 'unit', { unit_id: unitId });
  const unit = await readUnit(tx, who, unitId);
  if (unit === undefined)
    return stopped([rejection('unit-unknown', { unitId }, { field: 'unitId', value: unitId })], title);
  const open = await openBudgetUnit(tx, unitId);
  const problems =
    mark !== undefined
      ? wrongIn(unit, mark, asked.askedOn)
      : open === undefined
        ? [rejection('budget-unit-none', { unit: unit.name }, { field: 'unitId', value: unit.code })]
        : [];
  if (problems.length > 0) return stopped(problems, title);
  const today = chinaDay(deps.now());
  const from = mark === undefined || mark.from < today ? today : mark.from;
  const changes: RowChange[] = [];
  if (open !== undefined) {
    const last = mark === undefined ? today : addDays(from, -1);
    changes.push({
      register: 'budget_unit',
      key: { unit_id: unitId, agreement_id: open.agreementId },
      to: {
        valid_to: last < open.validFrom ? open.validFrom : last,
        ...{ ended_by: who.actor, end_asked_by: asked.askedBy },
      },
    });
  }
  if (mark !== undefined)
    changes.push({
      register: 'budget_unit',
      to: {
        ...{ region_code: unit.regionCode, unit_id: unitId, agreement_id: deps.newId() },
        ...{ budget_code: mark.budgetCode, valid_from: from, asked_by: asked.askedBy },
        ...{ agreed_by: who.actor, agreed_at: deps.now().toISOString() },
      },
    });
  const kind: EnrolmentAct = mark === undefined ? 'unit-budgetEnd' : 'unit-budget';
  return {
    problems: [],
    causes: [TWO_PERSONS],
    title: { zh: `${title.zh}：${unit.name}`, en: `${title.en}: ${unit.name}` },
    shown: {
      changes: [
        { field: 'budget_code', before: open?.budgetCode ?? null, after: mark?.budgetCode ?? null },
        { field: 'valid_from', before: open?.validFrom ?? null, after: mark === undefined ? null : from },
      ],
    },
    act: {
      ...{ kind, regionCode: unit.regionCode, personId: '0', unitId, effectiveOn: from },
      facts: { ...mark },
      ...{ changes, reason },
    },
  };
}

function wrongIn(
  unit: UnitRow,
  { budgetCode, from }: Omit<BudgetUnitBody, 'reason'>,
  askedOn: CalendarDate,
): readonly Rejection[] {
  const wrong: Rejection[] = [];
  const at = { field: 'unitId', value: unit.code };
  if (unit.status === 'cancelled') wrong.push(rejection('unit-state', {}, at));
  if (!BUDGET_KINDS.includes(unit.employerKind ?? ''))
    wrong.push(rejection('budget-unit-kind', { unit: unit.name }, at));
  if (!/^\d{3,15}$/.test(budgetCode))
    wrong.push(rejection('budget-code-invalid', {}, { field: 'budgetCode', value: budgetCode }));
  if (from < askedOn)
    wrong.push(rejection('budget-from-past', { day: from }, { field: 'from', value: from }));
  return wrong;
}
