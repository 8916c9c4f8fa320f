import type { CompiledPolicy } from '../compiled-policy.ts';
import { refsOf } from '../expr/typed.ts';
import type { PolicyModel, Problem } from '../model.ts';
import { finding } from './finding.ts';
import { sampleFacts } from './samples.ts';

/**
 * Two benefits may serve one kind of treatment 医疗类别 only if their conditions tell them apart; a benefit without a
 * condition leaves nothing to the other. {@link checkExclusive} tries the conditions.
 */
export function checkMedTypes(policy: PolicyModel): readonly Problem[] {
  const served = new Map<string, string>();
  return [...policy.benefits].flatMap(([name, benefit]) =>
    benefit.medTypes.flatMap((medType) => {
      const other = served.get(medType);
      served.set(medType, other ?? name);
      const alone =
        other === undefined || (benefit.when !== undefined && policy.benefits.get(other)?.when !== undefined);
      return alone
        ? []
        : [
            finding(policy, benefit.at, 'med-type-shared', {
              zh: `医疗类别 ${medType} 同时属于 ${other} 和 ${name}，且没有条件区分`,
              en: `medical type ${medType} belongs to ${other} and to ${name}, and no condition tells them apart`,
            }),
          ];
    }),
  );
}

/** Beyond so many combinations only that many are tried. */
const MOST_COMBINATIONS = 20_000;

/**
 * Tries every combination of the facts in the conditions of benefits that share a medical type (numbers on both sides
 * of every bound): with as many combinations as are tried this proves that at most one benefit serves a bill.
 */
export function checkExclusive(compiled: CompiledPolicy): readonly Problem[] {
  const { policy } = compiled;
  const medTypes = new Set([...policy.benefits.values()].flatMap((b) => b.medTypes));
  return [...medTypes].flatMap((medType) => {
    const sharing = [...compiled.benefits.values()].filter((ir) =>
      policy.benefits.get(ir.id)?.medTypes.includes(medType),
    );
    if (sharing.length < 2 || sharing.some((ir) => ir.when === undefined)) return [];
    const refs = refsOf(sharing.flatMap((ir) => (ir.when === undefined ? [] : [ir.when])));
    const names = [...new Set(refs.map(({ ref }) => ref.name))];
    for (const facts of sampleFacts(policy, names, MOST_COMBINATIONS)) {
      const choice = compiled.benefitFor(medType, facts);
      if (choice.kind === 'benefit' || choice.rejections.every((r) => r.code !== 'benefit-ambiguous'))
        continue;
      const who = names.map((name) => `${name}=${facts[name]}`).join(', ');
      const at = policy.benefits.get(sharing[1]?.id ?? '')?.at ?? { line: 1, col: 1 };
      const ids = sharing.map((ir) => ir.id).join(', ');
      return [
        finding(policy, at, 'med-type-shared', {
          zh: `医疗类别 ${medType}：${ids} 的条件可同时成立（${who}）`,
          en: `medical type ${medType}: the conditions of ${ids} can hold at once (${who})`,
        }),
      ];
    }
    return [];
  });
}
