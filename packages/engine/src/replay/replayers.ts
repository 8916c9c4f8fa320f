import type { CompiledPolicy } from '../compiled-policy.ts';
import type { BenefitIr } from '../ir.ts';
import type { PolicyModel } from '../model.ts';
import { emitReplay, type ReplayFunction } from './emit.ts';

/**
 * Makes replay functions on demand and keeps them: one for each set of benefits, of result columns and of column types
 * (`shape`), so that each meets one type of array at every place and is optimised for it. Creates code, which a page
 * with a strict content policy forbids: there only {@link CompiledPolicy.adjudicate} works.
 */
export function replayers(
  policy: PolicyModel,
  benefits: ReadonlyMap<string, BenefitIr>,
): CompiledPolicy['replayer'] {
  const made = new Map<string, ReplayFunction>();
  return (used, outputs, shape) => {
    const key = `${used.join(',')} ${outputs.join(',')} ${shape}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const irs = [...benefits.values()];
    const chosen = new Map(used.flatMap((me) => (irs[me] === undefined ? [] : [[me, irs[me]] as const])));
    const source = emitReplay({ policy, benefits: chosen, outputs: new Set(outputs) });
    const replay = new Function(`"use strict";\n${source}`)() as ReplayFunction;
    made.set(key, replay);
    return replay;
  };
}
