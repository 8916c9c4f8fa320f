import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { date } from '@gongji/domain';
import { type CompiledPolicy, loadPolicy, policyOn } from '@gongji/engine';

const FILE = fileURLToPath(new URL('../../../policies/showcase/employee/2026.yaml', import.meta.url));

/** Its text. */
export function showcaseSource(): string {
  return readFileSync(FILE, 'utf8');
}

/** The employee policy of the model city, compiled for 2026. */
export function showcasePolicy(): CompiledPolicy {
  const { policy, problems } = loadPolicy(readFileSync(FILE, 'utf8'), FILE);
  if (policy === undefined) throw new Error(problems.map((p) => `${p.line}: ${p.message.en}`).join('\n'));
  return policyOn(policy, date('2026-05-20'));
}
