import { addDays, type CalendarDate, type GroupName, INSUTYPE } from '@gongji/domain';
import { CHRONIC_DISEASES } from '../catalogue/diseases.ts';
import type { Random } from '../random.ts';
import type { Member } from './household.ts';
import type { DemoCoverage, DemoFiling, DemoGroup } from './person.ts';

const CHRONIC = [
  ['M03900', 180],
  ['M01600', 90],
  ['M07803', 4],
  ['M00500', 7],
  ['M08300', 1],
] as const;
const CHRONIC_NAMES = new Map(CHRONIC_DISEASES.map((disease) => [disease.code, disease.name]));
const IDENTIFYING_HOSPITAL = 'H99010100001';

/** Approval of a chronic disease 慢特病待遇资格. */
export function chronicFiling(diseaseCode: string, insutype: string, validFrom: CalendarDate): DemoFiling {
  return {
    kind: 'chronic',
    diseaseCode,
    insutype,
    validFrom,
    details: {
      insutype,
      opsp_dise_code: diseaseCode,
      opsp_dise_name: CHRONIC_NAMES.get(diseaseCode) ?? '',
      ide_fixmedins_no: IDENTIFYING_HOSPITAL,
      ide_fixmedins_name: '共济市第一人民医院',
      hosp_ide_date: validFrom,
      begndate: validFrom,
    },
  };
}

/** Choice of an institution 定点. */
export function designatedFiling(
  institutionCode: string,
  insutype: string,
  validFrom: CalendarDate,
): DemoFiling {
  return {
    kind: 'designated',
    institutionCode,
    insutype,
    validFrom,
    details: { biz_appy_type: '03', fix_srt_no: '1', fixmedins_code: institutionCode, begndate: validFrom },
  };
}

/** Filing for care outside the region 异地就医备案. */
export function outFiling(
  outKind: 'resettled' | 'referred',
  insutype: string,
  period: { readonly from: CalendarDate; readonly to?: CalendarDate },
): DemoFiling {
  return {
    kind: 'outOfRegion',
    outKind,
    insutype,
    validFrom: period.from,
    ...(period.to === undefined ? {} : { validTo: period.to }),
    details: { biz_appy_type: outKind === 'resettled' ? '08' : '06', begndate: period.from },
  };
}

export interface FilingContext {
  readonly asOf: CalendarDate;
  readonly primaryCare: readonly string[];
}

/** Filings 备案 a member has on the day the data is made. */
export function filingsOf(
  random: Random,
  member: Member,
  coverages: readonly DemoCoverage[],
  { asOf, primaryCare }: FilingContext,
): readonly DemoFiling[] {
  const current = coverages.at(-1);
  if (current === undefined) return [];
  const insutype = INSUTYPE[current.scheme];
  const filings: DemoFiling[] = [];
  if (member.age >= 45) {
    for (const [code, permille] of CHRONIC) {
      if (random.chance(permille))
        filings.push(chronicFiling(code, insutype, addDays(asOf, -random.int(200, 1500))));
    }
  }
  if (random.chance(350))
    filings.push(
      designatedFiling(random.pick(primaryCare), insutype, `${asOf.slice(0, 4)}-01-01` as CalendarDate),
    );
  if (random.chance(8))
    filings.push(outFiling('resettled', insutype, { from: addDays(asOf, -random.int(30, 900)) }));
  if (random.chance(4)) {
    const from = addDays(asOf, -random.int(1, 60));
    filings.push(outFiling('referred', insutype, { from, to: addDays(from, 180) }));
  }
  if (member.sex === 'female' && member.age >= 22 && member.age <= 40 && random.chance(25)) {
    const validFrom = addDays(asOf, -random.int(10, 200));
    filings.push({
      kind: 'maternity',
      insutype,
      validFrom,
      details: { biz_appy_type: '13', begndate: validFrom },
    });
  }
  return filings;
}

const FAMILY_GROUPS = [
  ['lowIncome', 30],
  ['extremelyPoor', 6],
  ['lowIncomeEdge', 14],
  ['povertyWatch', 12],
] as const satisfies readonly (readonly [GroupName, number])[];

/** Groups that a whole household belongs to: at most one. */
export function householdGroups(random: Random): readonly GroupName[] {
  let roll = random.int(0, 999);
  for (const [name, permille] of FAMILY_GROUPS) {
    if (roll < permille) return [name];
    roll -= permille;
  }
  return [];
}

/** Special groups 特殊人群 of one member. */
export function groupsOf(
  random: Random,
  member: Member,
  context: { readonly household: readonly GroupName[]; readonly asOf: CalendarDate },
): readonly DemoGroup[] {
  const names: GroupName[] = [...context.household];
  if (random.chance(14)) names.push('severelyDisabled');
  if (member.age < 18 && random.chance(2)) names.push('orphan');
  if (member.age >= 30 && random.chance(6)) names.push('entitledGroup');
  const validFrom = `${context.asOf.slice(0, 4)}-01-01` as CalendarDate;
  return names.map((name) => ({ name, validFrom }));
}
