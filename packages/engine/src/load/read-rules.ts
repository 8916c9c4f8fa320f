import {
  type ContributorModel,
  RULE_SECTIONS,
  type RuleModel,
  type RuleSection,
  type WindowModel,
} from '../model.ts';
import type { Sources } from './citations.ts';
import { checkName, isName } from './names.ts';
import { atOf, type Entry, entriesOf, fieldsOf } from './nodes.ts';
import { readSteps } from './read-steps.ts';
import { readBilingual, readChoice, readExpr, readOptionalExpr } from './scalars.ts';
import { type Reading, report } from './source.ts';

/** Readers of the rules of contributions, accounts and cover. */

/** Contributors are never read in expressions, so `person` is one of them. */
export function readContributor(reading: Reading, entry: Entry): ContributorModel {
  if (!isName(entry.key)) checkName(reading, entry);
  const fields = fieldsOf(reading, entry, ['name'], ['name']);
  return { name: readBilingual(reading, fields.get('name')), at: atOf(reading, entry.keyPlace) };
}

/** The rules of all sections in one map: an id is used once, whatever its section. */
export function readRules(
  reading: Reading,
  fields: ReadonlyMap<string, Entry>,
  sources: Sources,
): ReadonlyMap<string, RuleModel> {
  const rules = new Map<string, RuleModel>();
  for (const section of RULE_SECTIONS) {
    const spot = fields.get(section);
    if (spot === undefined) continue;
    for (const entry of entriesOf(reading, spot)) {
      if (rules.has(entry.key)) {
        report(reading, entry.keyPlace, 'name-taken', {
          zh: `规则 ${entry.key} 已在另一部分使用`,
          en: `the rule ${entry.key} stands in another section as well`,
        });
      }
      rules.set(entry.key, readRule(reading, entry, section, sources));
    }
  }
  return rules;
}

const WITH_PERIOD: readonly RuleSection[] = ['contribution', 'account'];

function readRule(reading: Reading, entry: Entry, section: RuleSection, sources: Sources): RuleModel {
  checkName(reading, entry);
  const periodic = WITH_PERIOD.includes(section);
  const own = periodic ? ['period'] : section === 'cover' ? ['window'] : [];
  const required = periodic ? ['name', 'period', 'steps'] : ['name', 'steps'];
  const fields = fieldsOf(reading, entry, ['name', ...own, 'when', 'steps'], required);
  const when = readOptionalExpr(reading, fields.get('when'));
  const window = fields.get('window');
  return {
    section,
    name: readBilingual(reading, fields.get('name')),
    ...(periodic ? { period: readChoice(reading, fields.get('period'), ['month', 'year']) } : {}),
    ...(when === undefined ? {} : { when }),
    ...(window === undefined ? {} : { window: readWindow(reading, window) }),
    steps: readSteps(reading, fields.get('steps'), sources),
    at: atOf(reading, entry.keyPlace),
  };
}

function readWindow(reading: Reading, entry: Entry): WindowModel {
  const fields = fieldsOf(reading, entry, ['opens', 'closes', 'by'], ['opens', 'closes']);
  return {
    opens: readExpr(reading, fields.get('opens')),
    closes: readExpr(reading, fields.get('closes')),
    by: readChoice(reading, fields.get('by'), ['paidOn', 'enrolledOn']),
  };
}
