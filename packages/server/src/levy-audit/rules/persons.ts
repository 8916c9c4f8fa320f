import { sameName } from '@gongji/domain';
import type { AuditFacts, EvidenceRow, Finding, InsuredPerson } from '../audit-facts.ts';
import { normalCertNo, text } from '../cells.ts';

/** On the list, not insured by the unit 漏报: somebody who has left before the audit is no finding. */
export function personsMissing(rows: readonly EvidenceRow[], facts: AuditFacts): readonly Finding[] {
  const insured = new Set(facts.persons.map((one) => one.certNo));
  return rows
    .filter(({ cells }) => text(cells.leftOn) === '' || text(cells.leftOn) > facts.on)
    .filter((row) => !insured.has(certNoIn(row)))
    .map((row) => ({
      kind: 'personsMissing',
      subject: { kind: 'person', certNo: certNoIn(row), name: text(row.cells.name), personId: null },
      field: 'coverage',
      evidenced: text(row.cells.startedOn),
      rowNos: [row.rowNo],
    }));
}

/** Insured by the unit, not on the list 多报: false enrolment, or somebody who has left and was not reported. */
export function personsExtra(rows: readonly EvidenceRow[], facts: AuditFacts): readonly Finding[] {
  const listed = new Set(rows.map(certNoIn));
  return facts.persons
    .filter((one) => one.personStatus !== 'retired' && !listed.has(one.certNo))
    .map((one) => ({
      kind: 'personsExtra',
      subject: subjectOf(one),
      field: 'coverage',
      registered: one.coveredFrom,
      rowNos: [],
    }));
}

/** File and paper say different things 登记信息不符, field by field; an empty cell says nothing. */
export function fieldsDiffer(
  rows: readonly EvidenceRow[],
  facts: AuditFacts,
  fields: readonly string[],
): readonly Finding[] {
  const persons = new Map(facts.persons.map((one) => [one.certNo, one]));
  return rows.flatMap((row) => {
    const person = persons.get(certNoIn(row));
    if (person === undefined) return [];
    return fields.flatMap((field): readonly Finding[] => {
      const evidenced = text(row.cells[field]);
      const registered = registeredField(person, field);
      const same = field === 'name' ? sameName(evidenced, registered) : evidenced === registered;
      if (evidenced === '' || same) return [];
      return [
        {
          kind: 'fieldsDiffer',
          subject: subjectOf(person),
          field,
          registered,
          evidenced,
          rowNos: [row.rowNo],
        },
      ];
    });
  });
}

/** Years on file below what the policy asks for 年限不足: to be made up before benefits after retirement. */
export function yearsShort(
  rows: readonly EvidenceRow[],
  facts: AuditFacts,
  column: string,
): readonly Finding[] {
  const persons = new Map(facts.persons.map((one) => [one.certNo, one]));
  return rows.flatMap((row): readonly Finding[] => {
    const certNo = certNoIn(row);
    const person = persons.get(certNo);
    const needed = facts.yearsNeeded({
      certNo,
      retiredOn: text(row.cells.retiredOn) as InsuredPerson['bornOn'],
    });
    const paid = person?.paidYears ?? Number(row.cells[column]);
    if (paid >= needed) return [];
    const subject = person === undefined ? personIn(row) : subjectOf(person);
    return [
      {
        kind: 'yearsShort',
        subject,
        field: 'paidYears',
        registered: String(paid),
        evidenced: String(needed),
        rowNos: [row.rowNo],
      },
    ];
  });
}

export function subjectOf(person: InsuredPerson): Finding['subject'] {
  return { kind: 'person', certNo: person.certNo, name: person.name, personId: person.personId };
}

function personIn(row: EvidenceRow): Finding['subject'] {
  return { kind: 'person', certNo: certNoIn(row), name: text(row.cells.name), personId: null };
}

export function certNoIn(row: EvidenceRow): string {
  return normalCertNo(text(row.cells.certNo));
}

function registeredField(person: InsuredPerson, field: string): string {
  if (field === 'name') return person.name;
  if (field === 'bornOn') return person.bornOn;
  return person.personStatus === 'retired' ? 'retired' : 'active';
}
