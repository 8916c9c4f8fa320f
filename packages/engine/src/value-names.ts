import type { Bilingual } from '@gongji/domain';
import { inputName } from './contribution/inputs.ts';
import { factName } from './facts.ts';
import type { BenefitIr } from './ir.ts';
import type { PayStep, PolicyModel } from './model.ts';

/** Amounts that every bill has, in words that say how they come about. */
const RESERVED: Readonly<Record<string, Bilingual>> = {
  total: { zh: '费用总额', en: 'total cost' },
  selfPaid: { zh: '全自费', en: 'self-paid cost' },
  overLimit: { zh: '超限价自费', en: 'cost above price limits' },
  firstPay: { zh: '先行自付', en: 'first-pay' },
  inScope: { zh: '政策范围内费用', en: 'in-scope cost' },
  account: { zh: '个人账户可用金额', en: 'money in the personal account' },
  familyAccount: { zh: '家庭共济账户可用金额', en: 'money in the family account' },
  accountPaid: { zh: '个人账户已付', en: 'paid from the personal account' },
  familyAccountPaid: { zh: '家庭共济账户已付', en: 'paid from the family account' },
  person: { zh: '个人部分（总额减已支付）', en: "person's part (total less what was paid)" },
  personInScope: {
    zh: '政策范围内的个人部分（减已支付）',
    en: "person's in-scope part (less what was paid)",
  },
};

const PROVIDER: Bilingual = { zh: '医疗机构', en: 'the provider' };
const ROLES = {
  deductible: { zh: '起付线', en: 'deductible' },
  firstPay: { zh: '先行自付', en: 'first-pay' },
} as const;

/** What a name in the rules of a benefit is called; the name itself as the last resort. */
export type Naming = (name: string) => Bilingual;

export function namingOf(policy: PolicyModel, ir: Pick<BenefitIr, 'steps'>): Naming {
  const values = valueNames(policy, ir);
  return (name) => declared(policy, name) ?? values.get(name) ?? inputName(name) ?? { zh: name, en: name };
}

function declared(policy: PolicyModel, name: string): Bilingual | undefined {
  const [head, ...rest] = name.split('.');
  const last = rest.at(-1) ?? '';
  if (head === 'counter') return counterName(policy, last, rest.length > 1);
  if (head === 'paid') {
    const { zh, en } = payerName(policy, last);
    return { zh: `${zh}已付`, en: `paid so far by ${en}` };
  }
  const plain = RESERVED[name] ?? policy.parameters.get(name)?.name;
  return plain ?? (policy.attributes.has(name) ? factName(name) : undefined);
}

function counterName(policy: PolicyModel, counter: string, previous: boolean): Bilingual | undefined {
  const name = policy.counters.get(counter)?.name;
  if (name === undefined || !previous) return name;
  return { zh: `上期${name.zh}`, en: `${name.en}, previous period` };
}

export function payerName(policy: PolicyModel, payer: string): Bilingual {
  return policy.payers.get(payer)?.name ?? PROVIDER;
}

/** Names that the steps gave; those without words by their role, payments by their payer. */
function valueNames(policy: PolicyModel, ir: Pick<BenefitIr, 'steps'>): ReadonlyMap<string, Bilingual> {
  const names = new Map<string, Bilingual>();
  for (const { model } of ir.steps) {
    switch (model.kind) {
      case 'classify':
        for (const [name, { label }] of model.sums) if (label !== undefined) names.set(name, label);
        break;
      case 'share': {
        const label = model.label ?? sharedBy(payerName(policy, model.payer));
        names.set(model.name, label);
        if (model.overCap !== undefined) names.set(model.overCap, aboveLimit(label));
        break;
      }
      case 'deduct': {
        const label = model.label ?? (model.role === 'none' ? undefined : ROLES[model.role]);
        if (label !== undefined) names.set(model.name, label);
        break;
      }
      case 'pay':
        names.set(model.name, model.label ?? paidInto(policy, model));
        break;
      case 'let':
      case 'limit':
        if (model.label !== undefined) names.set(model.name, model.label);
        break;
      default:
    }
  }
  return names;
}

function paidInto(policy: PolicyModel, { payer, into }: PayStep): Bilingual {
  const [from, to] = [partyName(policy, payer), partyName(policy, into)];
  return { zh: `${from.zh}缴入${to.zh}`, en: `paid by ${from.en} into ${to.en}` };
}

const ACCOUNT: Bilingual = { zh: '个人账户', en: 'the personal account' };

/** Whoever pays or receives in a rule: a contributor, a fund, or the personal account. */
export function partyName(policy: PolicyModel, party: string): Bilingual {
  return policy.contributors.get(party)?.name ?? policy.payers.get(party)?.name ?? ACCOUNT;
}

function sharedBy({ zh, en }: Bilingual): Bilingual {
  return { zh: `${zh}支付`, en: `payment by ${en}` };
}

function aboveLimit({ zh, en }: Bilingual): Bilingual {
  return { zh: `${zh}超过限额的部分`, en: `${en} above its limit` };
}
