import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { date } from '@gongji/domain';
import { compilePolicy } from '../compile.ts';
import type { CompiledPolicy } from '../compiled-policy.ts';
import { loadPolicy } from '../load/load-policy.ts';
import type { PolicyModel } from '../model.ts';

/** The model city's policy of a scheme, as its file says. */
export function showcasePolicy(scheme: 'employee' | 'resident'): PolicyModel {
  const path = `../../../../policies/showcase/${scheme}/2026.yaml`;
  return policyOf(readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8'), `${scheme}.yaml`);
}

/** A policy from its text; throws with every problem when it does not load. */
export function policyOf(source: string, file = 'test.yaml'): PolicyModel {
  const { policy, problems } = loadPolicy(source, file);
  if (policy === undefined)
    throw new Error(problems.map((p) => `${p.line}:${p.col} ${p.message.en}`).join('\n'));
  return policy;
}

export function compiledOf(policy: PolicyModel, on: string): CompiledPolicy {
  const { compiled, problems } = compilePolicy(policy, date(on));
  if (compiled === undefined)
    throw new Error(problems.map((p) => `${p.line}:${p.col} ${p.message.en}`).join('\n'));
  return compiled;
}
