import { namesOf } from '../load/references.ts';
import type { PolicyModel, Problem, StepModel } from '../model.ts';
import { namesRead, stepsOf } from './expressions.ts';
import { finding } from './finding.ts';

/**
 * What is declared and never used is mostly a rule that somebody forgot to write, or a misspelt name. A policy with
 * benefits listed as missing keeps what the source does say about them, so there only counters are judged.
 */
export function checkUnused(policy: PolicyModel): readonly Problem[] {
  const read = namesRead(policy);
  const counters = checkCounters(policy, read);
  if (policy.missing.length > 0) return counters;
  return [
    ...counters,
    ...checkParameters(policy, read),
    ...checkAttributes(policy, read),
    ...checkPayers(policy),
    ...checkFragments(policy),
    ...checkDocuments(policy),
  ];
}

function checkCounters(policy: PolicyModel, read: ReadonlySet<string>): readonly Problem[] {
  return [...policy.counters].flatMap(([name, counter]) => {
    const found: Problem[] = [];
    if (counter.feed.size === 0) {
      found.push(
        finding(policy, counter.at, 'counter-not-fed', {
          zh: `累计 ${name} 没有来源`,
          en: `nothing feeds counter ${name}`,
        }),
      );
    }
    if (!read.has(`counter.${name}`)) {
      found.push(
        finding(policy, counter.at, 'counter-not-read', {
          zh: `累计 ${name} 没有被使用`,
          en: `nothing reads counter ${name}`,
        }),
      );
    }
    return found;
  });
}

function checkParameters(policy: PolicyModel, read: ReadonlySet<string>): readonly Problem[] {
  return [...policy.parameters].flatMap(([name, { use, at }]) => {
    if (use !== 'benefit' || read.has(name)) return [];
    return [
      finding(policy, at, 'parameter-unused', {
        zh: `参数 ${name} 没有被任何规则使用`,
        en: `no rule uses parameter ${name}`,
      }),
    ];
  });
}

function checkAttributes(policy: PolicyModel, read: ReadonlySet<string>): readonly Problem[] {
  return [...policy.attributes].flatMap(([name, { at }]) =>
    read.has(name) || (name === 'personStatus' && policy.statuses.size > 0)
      ? []
      : [
          finding(policy, at, 'attribute-unused', {
            zh: `属性 ${name} 没有被使用`,
            en: `attribute ${name} is not used`,
          }),
        ],
  );
}

function checkPayers(policy: PolicyModel): readonly Problem[] {
  const steps = stepsOf(policy);
  const paying = new Set(steps.flatMap((step) => partiesOf(step)));
  return [...policy.payers].flatMap(([name, { at }]) =>
    paying.has(name)
      ? []
      : [
          finding(policy, at, 'payer-unused', {
            zh: `支付方 ${name} 不支付任何费用`,
            en: `payer ${name} never pays`,
          }),
        ],
  );
}

function partiesOf(step: StepModel): readonly string[] {
  if (step.kind === 'pay') return [step.payer, step.into];
  return step.kind === 'share' ? [step.payer] : [];
}

function checkFragments(policy: PolicyModel): readonly Problem[] {
  const steps = stepsOf(policy);
  const used = new Set(steps.flatMap((step) => (step.kind === 'use' ? [step.fragment] : [])));
  return [...policy.fragments].flatMap(([name, { at }]) =>
    used.has(name)
      ? []
      : [
          finding(policy, at, 'fragment-unused', {
            zh: `片段 ${name} 没有被引用`,
            en: `no benefit uses fragment ${name}`,
          }),
        ],
  );
}

function checkDocuments(policy: PolicyModel): readonly Problem[] {
  const cited = new Set(
    citations(policy)
      .flatMap((cite) => cite.split(/[;；]/))
      .map((cite) => cite.trim().split(/\s+/)[0]),
  );
  return [...policy.documents].flatMap(([id, { at }]) =>
    cited.has(id)
      ? []
      : [
          finding(policy, at, 'document-unused', {
            zh: `文件 ${id} 没有被引用`,
            en: `document ${id} is never cited`,
          }),
        ],
  );
}

function citations(policy: PolicyModel): readonly string[] {
  const steps = stepsOf(policy);
  const values = [...policy.parameters.values()].flatMap((parameter) => parameter.values);
  const rows = values.flatMap(({ content }) => (content.kind === 'table' ? content.rows : []));
  const ages = [...policy.statuses.values()].flat();
  return [...steps, ...values, ...rows, ...ages].flatMap(({ cite }) => (cite === undefined ? [] : [cite]));
}

/** Names that steps give to values and nobody reads; shares are results in themselves. */
export function unreadLets(policy: PolicyModel): readonly Problem[] {
  const read = namesRead(policy);
  const steps = stepsOf(policy);
  return steps.flatMap((step) => {
    if (step.kind !== 'let' && step.kind !== 'classify') return [];
    return namesOf(step)
      .filter((name) => !read.has(name))
      .map((name) =>
        finding(policy, step.at, 'value-unused', { zh: `${name} 没有被使用`, en: `nothing uses ${name}` }),
      );
  });
}
