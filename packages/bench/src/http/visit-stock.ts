import type { Pool } from '@gongji/store';
import type { BenchPerson } from './bench-persons.ts';
import type { TemplateVisit } from './template-visits.ts';

/** A visit with its lines uploaded, waiting to be settled. */
export interface StockedVisit {
  readonly visitId: string;
  readonly person: BenchPerson;
  readonly template: TemplateVisit;
}

/** Visits copied from the templates, each for another person in turn, handed out one by one. */
export interface VisitStock {
  /** Makes sure that at least `count` are there. */
  fill(count: number): Promise<void>;
  take(): StockedVisit | undefined;
}

let copied = 0;

/**
 * Copies are made in the database, before the clock starts: the upload of fees is not what is measured.
 * Persons follow each other in turn, so that clients at work at the same time have different ones.
 */
export function createVisitStock(
  owner: Pool,
  persons: readonly BenchPerson[],
  templates: readonly TemplateVisit[],
): VisitStock {
  let stock: StockedVisit[] = [];
  let next = 0;
  let turn = 0;
  const fresh = (): StockedVisit => {
    const person = persons[turn % persons.length];
    const template = templates[turn % templates.length];
    if (person === undefined || template === undefined) throw new RangeError('no persons or no templates');
    turn += 1;
    copied += 1;
    return { visitId: `9${String(copied).padStart(18, '0')}`, person, template };
  };
  return {
    async fill(count) {
      stock = stock.slice(next);
      next = 0;
      const missing = Array.from({ length: Math.max(0, count - stock.length) }, fresh);
      if (missing.length > 0) await copyVisits(owner, missing);
      stock.push(...missing);
    },
    take() {
      const visit = stock[next];
      next += 1;
      return visit;
    },
  };
}

async function copyVisits(owner: Pool, visits: readonly StockedVisit[]): Promise<void> {
  const values = [
    visits.map((v) => v.visitId),
    visits.map((v) => v.person.personId),
    visits.map((v) => v.template.visitId),
  ];
  const given = 'unnest($1::text[], $2::bigint[], $3::text[]) as g (visit_id, person_id, template_id)';
  await owner.query(
    `insert into visit (region_code, person_id, visit_id, institution_code, kind, state, insutype, med_type, visit_no,
                        begun_at, details)
     select v.region_code, g.person_id, g.visit_id, v.institution_code, v.kind, v.state, v.insutype, v.med_type,
            v.visit_no, v.begun_at, v.details
       from ${given} join visit v on v.visit_id = g.template_id`,
    values,
  );
  await owner.query(
    `insert into fee_batch (region_code, person_id, visit_id, batch_id, charge_batch_no, disease_code, line_ids, covers,
                            total_fen, lines, created_at)
     select b.region_code, g.person_id, g.visit_id, g.visit_id::bigint, b.charge_batch_no, b.disease_code, b.line_ids,
            b.covers, b.total_fen, b.lines, b.created_at
       from ${given} join visit v on v.visit_id = g.template_id
       join fee_batch b on b.person_id = v.person_id and b.visit_id = v.visit_id`,
    values,
  );
}
