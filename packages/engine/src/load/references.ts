import { type At, type PayStep, type PolicyModel, resultStep, type StepModel } from '../model.ts';
import { BENEFIT_ONLY, RULE_ONLY } from './read-steps.ts';
import { type Reading, report } from './source.ts';

/** Payer that is no fund: what the hospital bears 医疗机构负担. */
const PROVIDER = 'provider';
/** The personal account 个人账户, which pays and is paid into like a fund. */
const ACCOUNT = 'account';

/** Names used outside expressions that must be declared; expressions are the compiler's to check. */
export function checkReferences(reading: Reading, policy: PolicyModel): void {
  checkNamesUnique(reading, policy);
  checkPlaces(reading, policy);
  for (const [id, counter] of policy.counters) checkFeeds(reading, policy, id, counter.feed);
  for (const [owner, list] of [...policy.benefits, ...policy.fragments, ...policy.rules]) {
    for (const step of list.steps) checkStep(reading, policy, owner, step);
  }
  for (const missing of policy.missing) {
    if (!policy.benefits.has(missing.benefit) && !policy.rules.has(missing.benefit)) continue;
    unknown(reading, missing.at, {
      zh: `待遇 ${missing.benefit} 既列为缺失又有规则`,
      en: `benefit ${missing.benefit} is listed as missing and yet has rules`,
    });
  }
}

function checkStep(reading: Reading, policy: PolicyModel, owner: string, step: StepModel): void {
  if (
    step.kind === 'share' &&
    step.payer !== '' &&
    step.payer !== PROVIDER &&
    !policy.payers.has(step.payer)
  ) {
    unknown(reading, step.at, {
      zh: `${owner}：支付方 ${step.payer} 没有声明`,
      en: `${owner}: payer ${step.payer} is not declared`,
    });
  }
  if (step.kind === 'pay') {
    for (const party of [step.payer, step.into]) checkParty(reading, policy, { owner, step, party });
  }
  if (step.kind === 'use' && step.fragment !== '' && !policy.fragments.has(step.fragment)) {
    unknown(reading, step.at, {
      zh: `${owner}：片段 ${step.fragment} 没有声明`,
      en: `${owner}: fragment ${step.fragment} is not declared`,
    });
  }
}

function checkParty(
  reading: Reading,
  policy: PolicyModel,
  { owner, step, party }: { readonly owner: string; readonly step: PayStep; readonly party: string },
): void {
  if (party === '' || party === ACCOUNT || policy.payers.has(party) || policy.contributors.has(party)) return;
  unknown(reading, step.at, {
    zh: `${owner}：${party} 不是已声明的缴费主体或基金`,
    en: `${owner}: ${party} is no declared contributor or fund`,
  });
}

/** Steps of bills stand in benefits, steps of payments and cover in rules; fragments serve both with what both have. */
function checkPlaces(reading: Reading, policy: PolicyModel): void {
  for (const [name, { at }] of policy.contributors) {
    if (!policy.payers.has(name) && name !== ACCOUNT) continue;
    report(reading, { file: reading.file, ...at }, 'name-taken', {
      zh: `缴费主体 ${name} 与基金重名`,
      en: `the contributor ${name} has the name of a fund`,
    });
  }
  const misplaced = (owner: string, step: StepModel, kinds: readonly string[]) => {
    if (!kinds.includes(step.kind)) return;
    report(reading, { file: reading.file, ...step.at }, 'step-misplaced', {
      zh: `${owner}：步骤 ${step.kind} 不能用在这里`,
      en: `${owner}: the step ${step.kind} has no place here`,
    });
  };
  for (const [owner, { steps }] of policy.benefits) for (const s of steps) misplaced(owner, s, RULE_ONLY);
  for (const [owner, { steps, section }] of policy.rules) {
    const other = RULE_ONLY.filter((kind) => kind !== resultStep(section));
    for (const s of steps) misplaced(owner, s, [...BENEFIT_ONLY, ...other]);
  }
}

function checkFeeds(
  reading: Reading,
  policy: PolicyModel,
  id: string,
  feed: ReadonlyMap<string, { readonly at: At }>,
): void {
  for (const [benefit, expr] of feed) {
    if (policy.benefits.has(benefit)) continue;
    unknown(reading, expr.at, {
      zh: `累计 ${id}：待遇 ${benefit} 没有声明`,
      en: `counter ${id}: benefit ${benefit} is not declared`,
    });
  }
}

/** Attributes, parameters and payers share one space of names: an expression must never have two meanings. */
function checkNamesUnique(reading: Reading, policy: PolicyModel): void {
  const seen = new Map<string, string>();
  const spaces = {
    attributes: policy.attributes,
    parameters: policy.parameters,
  };
  for (const [space, names] of Object.entries(spaces)) {
    for (const [name, { at }] of names) {
      const other = seen.get(name);
      if (other === undefined) seen.set(name, space);
      else {
        report(reading, { file: reading.file, ...at }, 'name-taken', {
          zh: `${space} 的 ${name} 与 ${other} 重名`,
          en: `${name} of ${space} is already a name of ${other}`,
        });
      }
    }
  }
  for (const [owner, list] of [...policy.benefits, ...policy.fragments, ...policy.rules]) {
    checkStepNames(reading, owner, list.steps, seen);
  }
}

function checkStepNames(
  reading: Reading,
  owner: string,
  steps: readonly StepModel[],
  taken: ReadonlyMap<string, string>,
): void {
  const own = new Set<string>();
  for (const step of steps) {
    for (const name of namesOf(step)) {
      if (name === '') continue;
      if (own.has(name) || taken.has(name)) {
        const other = taken.get(name) ?? owner;
        report(reading, { file: reading.file, ...step.at }, 'name-taken', {
          zh: `${owner}：名称 ${name} 在 ${other} 中已用`,
          en: `${owner}: the name ${name} is already used in ${other}`,
        });
      }
      own.add(name);
    }
  }
}

/** Names that a step brings into being. */
export function namesOf(step: StepModel): readonly string[] {
  switch (step.kind) {
    case 'classify':
      return [...step.sums.keys()];
    case 'let':
    case 'deduct':
    case 'limit':
      return [step.name];
    case 'pay':
      return [step.name];
    case 'share':
      return step.overCap === undefined ? [step.name] : [step.name, step.overCap];
    default:
      return [];
  }
}

function unknown(reading: Reading, at: At, message: { readonly zh: string; readonly en: string }): void {
  report(reading, { file: reading.file, ...at }, 'unknown-reference', message);
}
