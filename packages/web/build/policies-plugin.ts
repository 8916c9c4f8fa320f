import type { Plugin } from 'vite';
import { type PolicyEntry, policyModule, readPolicies } from './read-policies.ts';

const CATALOGUE = 'virtual:gongji-policies';
const POLICY = 'virtual:gongji-policy/';

/**
 * Puts the policy files into the application: a small catalogue for the menus, and one chunk for each policy with its
 * text, its cases and its program. The program is a script of our own origin, so the page needs no `eval`.
 */
export function policiesPlugin(folder: string): Plugin {
  let entries: readonly PolicyEntry[] = [];
  const known = (): readonly PolicyEntry[] => {
    if (entries.length === 0) entries = readPolicies(folder);
    return entries;
  };
  return {
    name: 'gongji-policies',
    buildStart() {
      entries = readPolicies(folder);
      for (const file of entries.flatMap((entry) => entry.files)) this.addWatchFile(file);
    },
    resolveId: (id) => (id === CATALOGUE || id.startsWith(POLICY) ? `\0${id}` : undefined),
    load(id) {
      if (id === `\0${CATALOGUE}`) return catalogueModule(known());
      if (!id.startsWith(`\0${POLICY}`)) return undefined;
      const entry = known().find((e) => e.head.id === id.slice(POLICY.length + 1));
      return entry === undefined ? undefined : policyModule(entry);
    },
  };
}

function catalogueModule(entries: readonly PolicyEntry[]): string {
  const heads = entries.map(
    ({ head }) =>
      `{ ...${JSON.stringify(head)}, load: () => import(${JSON.stringify(`${POLICY}${head.id}`)}) }`,
  );
  return `export const catalogue = [${heads.join(',\n')}];\n`;
}
