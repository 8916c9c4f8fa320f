import type { AuditFacts, EvidenceRow, Finding } from './audit-facts.ts';
import type { Check, CheckRule } from './check-set.ts';
import { baseBelow, baseSumBelow, moneyDiffers, sumsDiffer } from './rules/money.ts';
import { fieldsDiffer, personsExtra, personsMissing, yearsShort } from './rules/persons.ts';
import { unitsMissing, unitsSelected } from './rules/units.ts';

/** What a check finds in the evidence; pure. Evidence that was not handed in finds nothing. */
export function runCheck(
  check: Check,
  evidence: ReadonlyMap<string, readonly EvidenceRow[]>,
  facts: AuditFacts,
): readonly Finding[] {
  return check.rules.flatMap((rule) => {
    const rows = evidence.get(rule.evidence);
    return rows === undefined ? [] : runRule(rule, rows, facts);
  });
}

function runRule(rule: CheckRule, rows: readonly EvidenceRow[], facts: AuditFacts): readonly Finding[] {
  switch (rule.kind) {
    case 'personsMissing':
      return personsMissing(rows, facts);
    case 'personsExtra':
      return personsExtra(rows, facts);
    case 'baseBelow':
      return baseBelow(rows, facts, rule.wage);
    case 'yearsShort':
      return yearsShort(rows, facts, rule.years);
    case 'fieldsDiffer':
      return fieldsDiffer(rows, facts, rule.fields);
    case 'moneyDiffers':
      return moneyDiffers(rows, facts, rule.amount);
    case 'unitsMissing':
      return unitsMissing(rows, facts);
    case 'unitsSelected':
      return unitsSelected(rows, facts, rule);
    case 'sumsDiffer':
      return sumsDiffer(rows, facts, rule);
    case 'baseSumBelow':
      return baseSumBelow(rows, facts, rule.wages);
  }
}
