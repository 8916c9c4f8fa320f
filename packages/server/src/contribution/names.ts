import type { Bilingual } from '@gongji/domain';
import type { RestDeps } from '../rest/deps.ts';

type Policies = RestDeps['policies'];

const ACCOUNT = { zh: '个人账户', en: 'personal accounts' };
const PAYERS: Readonly<Record<string, Bilingual>> = {
  account: ACCOUNT,
  medicalAid: { zh: '医疗救助', en: 'medical aid' },
  central: { zh: '中央财政', en: 'central government' },
  province: { zh: '省级财政', en: 'provincial government' },
  city: { zh: '市级财政', en: 'city government' },
  county: { zh: '县级财政', en: 'county government' },
  government: { zh: '各级政府（分担未载）', en: 'all levels of government' },
};
/** What a contribution is for 款项. */
const COMPONENTS: Readonly<Record<string, Bilingual>> = {
  basic: { zh: '基本医疗保险费', en: 'basic contribution' },
  maternity: { zh: '生育保险费', en: 'maternity contribution' },
  largeAmount: { zh: '大额医疗补助', en: 'large-amount premium' },
  civilServant: { zh: '公务员医疗补助', en: 'civil-servant supplement' },
  subsidy: { zh: '财政补助', en: 'subsidy' },
  lateFee: { zh: '滞纳金', en: 'late fee' },
  makeUp: { zh: '补缴年限', en: 'missing years' },
  legacy: { zh: '历史欠费', en: 'acknowledged debt' },
};

export function fundName(policies: Policies, scheme: string, fund: string): Bilingual {
  if (fund === 'account') return ACCOUNT;
  return namedIn(policies, scheme, fund, (model, id) => model.payers.get(id)?.name);
}

export function contributorName(policies: Policies, scheme: string, payer: string): Bilingual {
  const known = namedIn(policies, scheme, payer, (model, id) => model.contributors.get(id)?.name);
  return known.zh === payer ? (PAYERS[payer] ?? known) : known;
}

export function componentName(component: string): Bilingual {
  return COMPONENTS[component] ?? { zh: component, en: component };
}

/** Name of a public payer; the unit or person has its own. */
export function publicPayerName(payer: string, areaName: string | null): Bilingual {
  const name = PAYERS[payer] ?? { zh: payer, en: payer };
  return areaName === null ? name : { zh: `${areaName}${name.zh}`, en: `${name.en}, ${areaName}` };
}

function namedIn(
  policies: Policies,
  scheme: string,
  id: string,
  find: (model: Policies[number]['model'], id: string) => Bilingual | undefined,
): Bilingual {
  for (const { model } of policies) {
    const name = model.scheme === scheme ? find(model, id) : undefined;
    if (name !== undefined) return name;
  }
  return { zh: id, en: id };
}
