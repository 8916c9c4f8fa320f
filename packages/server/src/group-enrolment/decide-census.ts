import { type Rejection, rejection } from '@gongji/domain';
import { rowPerson } from './decide-person.ts';
import { type ListContext, type RowDecision, refusedRow } from './list-context.ts';
import type { ListRow } from './list-row.ts';

/** 人口底册: who is new is registered without cover; who stands in another census must have moved away from there. Pure. */
export function decideCensus(row: ListRow, context: ListContext): RowDecision {
  const { person: entry, values } = row;
  if (entry === undefined) return refusedRow([]);
  const { unit, today, regionCode, reason } = context;
  const person = rowPerson(row, entry, context, { communityId: unit.unitId });
  const standing = person.known?.census ?? null;
  const { living = 'true', exempt = 'none', proof } = values;
  const problems: Rejection[] = [...person.problems];
  if (standing !== null && standing.unitId !== unit.unitId && standing.livingHere && living === 'true')
    problems.push(
      rejection(
        'census-elsewhere',
        { unit: standing.unitName },
        { field: 'certNo', value: entry.certificate.certNo },
      ),
    );
  if (problems.length > 0) return refusedRow(problems);
  const content = {
    unit_id: unit.unitId,
    as_of: today,
    living_here: living === 'true',
    away_reason: null,
    exempt,
    exempt_proof: proof ?? null,
    source: reason.slice(0, 100),
  };
  const key = { person_id: person.personId };
  const change =
    standing === null
      ? ({ register: 'census', to: { region_code: regionCode, ...key, ...content } } as const)
      : ({ register: 'census', key, to: content } as const);
  return {
    problems: [],
    hints: person.hints,
    acts: [
      ...person.acts,
      {
        kind: 'census',
        regionCode,
        personId: person.personId,
        unitId: unit.unitId,
        effectiveOn: today,
        facts: { living, exempt },
        changes: [change],
        reason,
      },
    ],
  };
}
