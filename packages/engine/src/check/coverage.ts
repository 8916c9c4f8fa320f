import type { Assessment } from '../assessment.ts';
import type { CaseResult } from '../cases/run-case.ts';
import type { RuleCaseResult } from '../cases/run-rule-case.ts';
import { rowText } from '../diff/words.ts';
import { isInForce } from '../in-force.ts';
import type { At, PolicyModel, Problem, TableCell, TableRow } from '../model.ts';
import { policyDateOf } from '../period.ts';
import { policyOn } from '../policy-on.ts';
import { finding } from './finding.ts';
import { valueOn } from './segments.ts';

/** Steps and table rows that no case touches, and cases that no rule touches; all warnings. */
export function checkCoverage(
  policy: PolicyModel,
  results: readonly CaseResult[],
  rules: readonly RuleCaseResult[] = [],
): readonly Problem[] {
  return [...untouchedSteps(policy, results, rules), ...untouchedRows(policy, results)];
}

/** Cases with a cost in which neither a fund nor a refusal has a part; `file` is the case file. */
export function idleCases(
  file: string,
  policy: PolicyModel,
  results: readonly CaseResult[],
): readonly Problem[] {
  return results.filter(isIdle).map(({ id, at }) => ({
    ...finding(policy, at, 'case-idle', {
      zh: `算例 ${id} 没有任何规则起作用：全部由个人负担`,
      en: `no rule has a part in case ${id}: the person bears it all`,
    }),
    file,
  }));
}

/** A case that expects nothing but the person to pay proves a rule too, when a step took something off. */
function isIdle({ outcome }: CaseResult): boolean {
  if (outcome.kind === 'refused') return false;
  const { totalFen, personFen, trace } = outcome.assessment;
  return (
    totalFen > 0 &&
    personFen === totalFen &&
    trace.every((step) => step.kind === 'classify' || step.result === 0)
  );
}

function assessmentsOf(results: readonly CaseResult[]): readonly Assessment[] {
  const outcomes = results.flatMap(({ outcome, earlier }) => [...earlier, outcome]);
  return outcomes.flatMap((outcome) => (outcome.kind === 'assessed' ? [outcome.assessment] : []));
}

function untouchedSteps(
  policy: PolicyModel,
  results: readonly CaseResult[],
  rules: readonly RuleCaseResult[],
): readonly Problem[] {
  const ruled = rules.flatMap(({ outcome }) =>
    outcome.kind === 'refused' || outcome.kind === 'never' ? [] : [outcome],
  );
  const traces = [...assessmentsOf(results), ...ruled];
  const ran = new Set(traces.flatMap(({ trace }) => trace.map((step) => step.step)));
  const refused = new Set(
    [...results, ...rules].flatMap(({ outcome }) =>
      outcome.kind === 'refused' ? outcome.rejections.map((r) => r.code) : [],
    ),
  );
  return [...policy.benefits, ...policy.fragments, ...policy.rules].flatMap(([owner, { steps }]) =>
    steps.flatMap((step, i) => {
      const path = `${owner}.${i + 1}`;
      if (step.kind === 'use' || step.kind === 'classify' || ran.has(path)) return [];
      if (step.kind === 'refuse' && refused.has(step.code)) return [];
      return [
        finding(policy, step.at, 'step-untouched', {
          zh: `没有算例用到步骤 ${path}（${step.kind}）`,
          en: `no case runs step ${path} (${step.kind})`,
        }),
      ];
    }),
  );
}

function untouchedRows(policy: PolicyModel, results: readonly CaseResult[]): readonly Problem[] {
  const touched = new Set(results.flatMap((result) => rowsTouched(policy, result)));
  return [...policy.parameters].flatMap(([name, { use, values }]) =>
    (use === 'benefit' ? values : []).flatMap(({ content }) => {
      if (content.kind === 'constant') return [];
      const untouched = content.rows.filter((row) => !touched.has(row));
      return untouched.map((row) => rowUntouched(policy, name, row.at, rowText(policy, content.by, row)));
    }),
  );
}

function rowUntouched(policy: PolicyModel, name: string, at: At, row: string): Problem {
  return finding(policy, at, 'row-untouched', {
    zh: `没有算例用到 ${name} 的这一行：${row}`,
    en: `no case is decided by this row of ${name}: ${row}`,
  });
}

/** Rows of the tables that the trace of the case's bill has read. */
function rowsTouched(policy: PolicyModel, result: CaseResult): readonly TableRow[] {
  const { bill, outcome, countersBefore } = result;
  const day = policyDateOf(policy, bill.dates);
  if (outcome.kind === 'refused' || !isInForce(policy, day)) return [];
  const { trace } = outcome.assessment;
  const keys = policyOn(policy, day).counterKeys(bill);
  const lookUp = (name: string): string | number | boolean | undefined => {
    const fact = bill.facts[name];
    if (fact !== undefined) return fact;
    const key = keys.find((k) => `counter.${k.counter}` === name)?.key;
    return key === undefined
      ? trace.findLast((step) => step.name === name)?.result
      : (countersBefore[key] ?? 0);
  };
  const read = new Set(trace.flatMap((step) => step.inputs.map((input) => input.name)));
  return [...policy.parameters].flatMap(([name, parameter]) => {
    const content = valueOn(parameter.values, day)?.content;
    if (!read.has(name) || content?.kind !== 'table') return [];
    return content.rows.filter((row) =>
      row.cells.every((cell, i) => matches(policy, content.by[i] ?? '', cell, lookUp(content.by[i] ?? ''))),
    );
  });
}

function matches(
  policy: PolicyModel,
  name: string,
  cell: TableCell,
  value: string | number | boolean | undefined,
): boolean {
  switch (cell.kind) {
    case 'any':
      return true;
    case 'range':
      return typeof value === 'number' && value >= cell.min && value <= cell.max;
    case 'values': {
      const text = typeof value === 'number' ? (value === 0 ? 'false' : 'true') : String(value);
      if (cell.values.includes(String(value)) || (typeof value === 'number' && cell.values.includes(text)))
        return true;
      const attribute = policy.attributes.get(name);
      return (
        cell.values.includes('other') &&
        attribute?.other === true &&
        !attribute.values.includes(String(value))
      );
    }
  }
}
