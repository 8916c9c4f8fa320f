import type { AttributeModel, BenefitModel, PolicyModel } from '@gongji/engine';
import { readsOf } from '../policy/reads.ts';

/** One question of the form about the person, the place or the case. */
export interface FactField {
  readonly name: string;
  readonly group: 'person' | 'place' | 'case';
  readonly input:
    | { readonly kind: 'choice'; readonly values: readonly string[] }
    | { readonly kind: 'number' }
    | { readonly kind: 'flag' };
  /** What the form assumes until somebody says otherwise. */
  readonly assumed: string;
}

const PLACE = [
  'institutionLevel',
  'institutionGrade',
  'institutionKind',
  'designated',
  'area',
  'filing',
  'familyDoctor',
];
const CASE = [
  'diseaseCode',
  'approvedDiseases',
  'medType',
  'matnType',
  'emergency',
  'referral',
  'midStay',
  'accident',
];
/** Worked out from the dates; never asked. */
const DERIVED = ['days', 'startMonth', 'endMonth', 'startedLastYear', 'ageDays', 'midStay'];

/** The questions whose answers can change the result of this benefit, in the order in which people think of them. */
export function factFields(
  policy: PolicyModel,
  benefitId: string,
  facts: Readonly<Record<string, string>>,
): readonly FactField[] {
  const benefit = policy.benefits.get(benefitId);
  if (benefit === undefined) return [];
  const reads = readsOf(policy, benefitId);
  const asked = [...policy.attributes].filter(
    ([name]) => reads.attributes.has(name) && !DERIVED.includes(name),
  );
  return asked.flatMap(([name, model]) => {
    const field = fieldOf(name, model, benefit);
    const single = field.input.kind === 'choice' && field.input.values.length < 2;
    const needless = name === 'filing' && (facts.area ?? 'local') === 'local';
    return single || needless ? [] : [field];
  });
}

/** Every attribute of the policy with the value to settle with: as typed where asked, assumed or derived elsewhere. */
export function factTexts(
  policy: PolicyModel,
  benefitId: string,
  facts: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const benefit = policy.benefits.get(benefitId);
  if (benefit === undefined) return {};
  const all = [...policy.attributes].map(([name, model]): [string, string] => {
    const { input, assumed } = fieldOf(name, model, benefit);
    const typed = facts[name];
    if (typed === undefined || typed === '') return [name, assumedFor(name, assumed, facts)];
    const fits = input.kind !== 'choice' || input.values.includes(typed);
    return [name, fits ? typed : assumed];
  });
  return Object.fromEntries(all);
}

function assumedFor(name: string, assumed: string, facts: Readonly<Record<string, string>>): string {
  if (name !== 'filing') return assumed;
  return (facts.area ?? 'local') === 'local' ? 'local' : assumed;
}

function fieldOf(name: string, model: AttributeModel, benefit: BenefitModel): FactField {
  const group = PLACE.includes(name) ? 'place' : CASE.includes(name) ? 'case' : 'person';
  if (model.kind === 'number')
    return { name, group, input: { kind: 'number' }, assumed: ASSUMED_NUMBER[name] ?? '0' };
  if (model.kind === 'boolean') {
    return {
      name,
      group,
      input: { kind: 'flag' },
      assumed: ['designated', 'referral'].includes(name) ? 'true' : 'false',
    };
  }
  const values = choicesOf(name, model, benefit);
  const preferred = (ASSUMED_CHOICE[name] ?? []).find((value) => values.includes(value));
  return { name, group, input: { kind: 'choice', values }, assumed: preferred ?? values[0] ?? 'none' };
}

const ASSUMED_NUMBER: Readonly<Record<string, string>> = {
  age: '45',
  approvedDiseases: '1',
  unbrokenYears: '5',
};

const ASSUMED_CHOICE: Readonly<Record<string, readonly string[]>> = {
  institutionLevel: ['tertiary'],
  institutionKind: ['general', 'other'],
  filing: ['referred'],
  medType: ['other'],
  sex: ['female'],
};

/** Choices that make sense for the benefit: codes are told apart by the medical types it serves. */
function choicesOf(
  name: string,
  { values, other }: AttributeModel,
  { medTypes }: BenefitModel,
): readonly string[] {
  const all = other ? [...values, 'other'] : values;
  switch (name) {
    case 'medType':
      return all.filter((value) => value === 'other' || medTypes.some((served) => value.startsWith(served)));
    case 'diseaseCode': {
      const kind = medTypes.some((m) => m.startsWith('14')) ? 'M' : medTypes.includes('26') ? 'BZ' : '';
      const own = values.filter((value) => value.startsWith(kind));
      return kind === '' || own.length === 0 ? all : own;
    }
    case 'matnType':
      return medTypes.some((m) => m.startsWith('5')) ? all.filter((value) => value !== 'none') : ['none'];
    case 'filing':
      return all.filter((value) => value !== 'local');
    default:
      return all;
  }
}
