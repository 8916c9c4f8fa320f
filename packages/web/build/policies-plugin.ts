import type { CalendarDate } from '@gongji/domain';
import type { Plugin } from 'vite';
import { type PolicyEntry, policyModule, programModule, proofModule, readPolicies } from './read-policies.ts';

const CATALOGUE = 'virtual:gongji-policies';
const POLICY = 'virtual:gongji-policy/';
const PROGRAM = 'virtual:gongji-program/';
const PROOF = 'virtual:gongji-proof/';

/**
 * Puts the policy files into the application: a small catalogue for the menus, and for each policy a chunk with its
 * model, one per program and one with its cases. A program is a script of our own origin, so the page needs no `eval`.
 */
export function policiesPlugin(folder: string): Plugin {
  let entries: readonly PolicyEntry[] = [];
  const known = (): readonly PolicyEntry[] => {
    if (entries.length === 0) entries = readPolicies(folder);
    return entries;
  };
  const entryOf = (id: string): PolicyEntry => {
    const entry = known().find(({ head }) => head.id === id);
    if (entry === undefined) throw new Error(`no policy ${id}`);
    return entry;
  };
  return {
    name: 'gongji-policies',
    buildStart() {
      entries = readPolicies(folder);
      for (const file of entries.flatMap((entry) => entry.files)) this.addWatchFile(file);
    },
    resolveId: (id) => (id.startsWith('virtual:gongji-') ? `\0${id}` : undefined),
    load(resolved) {
      const id = resolved.slice(1);
      if (!resolved.startsWith('\0virtual:gongji-')) return undefined;
      if (id === CATALOGUE) return catalogueModule(known());
      if (id.startsWith(PROOF)) return proofModule(entryOf(id.slice(PROOF.length)));
      if (id.startsWith(PROGRAM)) {
        const [policy = '', from = ''] = id.slice(PROGRAM.length).split('/');
        return programModule(entryOf(policy), from as CalendarDate);
      }
      const entry = entryOf(id.slice(POLICY.length));
      return policyModule(entry, (from) => `${PROGRAM}${entry.head.id}/${from}`);
    },
  };
}

function catalogueModule(entries: readonly PolicyEntry[]): string {
  const heads = entries.map(({ head }) => {
    const load = `load: () => import(${JSON.stringify(`${POLICY}${head.id}`)})`;
    const proof = `loadProof: () => import(${JSON.stringify(`${PROOF}${head.id}`)})`;
    return `{ ...${JSON.stringify(head)}, ${load}, ${proof} }`;
  });
  return `export const catalogue = [${heads.join(',\n')}];\n`;
}
