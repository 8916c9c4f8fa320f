import type { PolicyModel, Problem } from '../model.ts';
import { finding } from './finding.ts';

/**
 * Two benefits may serve one kind of treatment 医疗类别 only if their conditions tell them apart; a benefit without a
 * condition leaves nothing to the other. Whether conditions exclude each other is seen when a bill is settled.
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
