import type { PolicyHead } from '@gongji/contract';
import { addDays, type CalendarDate } from '@gongji/domain';
import { checkPolicy, compilePolicy, emitModule, loadPolicy, type PolicyModel, spanOf } from '@gongji/engine';
import type { PolicyEntry } from './policy-entries.ts';

/** Where the scripts of policies are served. */
export const RULES = '/rules';

/** What the pages know at once: each policy, and how to load the rest of it. */
export function catalogueScript(
  entries: readonly { readonly head: PolicyHead; readonly key: string }[],
): string {
  const heads = entries.map(({ head, key }) => {
    const load = `load: () => import(${JSON.stringify(`${RULES}/${key}/model.js`)})`;
    const proof = `loadProof: () => import(${JSON.stringify(`${RULES}/${key}/proof.js`)})`;
    return `{ ...${JSON.stringify(head)}, ${load}, ${proof} }`;
  });
  return `export const catalogue = [${heads.join(',\n')}];\n`;
}

/** The script of one policy: its model as the engine understood it, and its programs, each in a script of its own. */
export function policyScript({ id, text, overlays, key }: PolicyEntry): string {
  const { policy } = loadPolicy(text.source, text.file, overlays);
  if (policy === undefined) throw new Error(`${id} has errors`);
  const programs = spansOf(policy).map(
    (from) =>
      `{ from: ${JSON.stringify(from)}, load: () => import(${JSON.stringify(`${RULES}/${key}/program-${from}.js`)}) }`,
  );
  return `export const model = ${expressionOf(policy)};\nexport const programs = [${programs.join(', ')}];\n`;
}

/** The program for the span of days that starts on `from`, as the engine emits it. */
export function programScript({ id, text, overlays }: PolicyEntry, from: CalendarDate): string {
  const { policy } = loadPolicy(text.source, text.file, overlays);
  const compiled = policy && compilePolicy(policy, from).compiled;
  if (compiled === undefined) throw new Error(`${id} does not compile for ${from}`);
  return emitModule(compiled);
}

/** What only the policy room needs: cases, and what the static check finds. */
export function proofScript({ text, overlays, cases }: PolicyEntry): string {
  const { policy } = loadPolicy(text.source, text.file, overlays);
  const findings = policy === undefined ? [] : checkPolicy(policy);
  return `export const cases = ${JSON.stringify(cases)};\nexport const findings = ${JSON.stringify(findings)};\n`;
}

/** A value of maps, lists, objects and numbers as source text. */
function expressionOf(value: unknown): string {
  if (value instanceof Map) return `new Map(${expressionOf([...value])})`;
  if (Array.isArray(value)) return `[${value.map(expressionOf).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).filter(([, part]) => part !== undefined);
    return `{${fields.map(([key, part]) => `${JSON.stringify(key)}:${expressionOf(part)}`).join(',')}}`;
  }
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}

/** First days of the spans in which nothing of the policy changes. */
function spansOf(policy: PolicyModel): readonly CalendarDate[] {
  const days: CalendarDate[] = [];
  for (let on: CalendarDate | undefined = policy.inForce.from; on !== undefined; ) {
    days.push(on);
    const { to } = spanOf(policy, on);
    on = to === undefined || to === policy.inForce.to ? undefined : addDays(to, 1);
  }
  return days;
}
