import { enrolmentKind, type StopReason } from '@gongji/contract';
import { type CalendarDate, type Rejection, rejection } from '@gongji/domain';
import type { CoverCase } from '../enrolment/cover-case.ts';
import { decideEnd } from '../enrolment/decide-end.ts';
import { personRef } from '../identity/person-ref.ts';
import { knownPerson } from './decide-person.ts';
import { type AgencyContext, type RowDecision, refusedRow } from './list-context.ts';
import type { ListRow } from './list-row.ts';

/**
 * 停保名单: each row ends one cover with the decision of the single act. How far back a day lies needs no cause of its own: a second
 * person agrees to the whole list. Bills after the last day are settled again. Pure.
 */
export function decideEndings(row: ListRow, context: AgencyContext): RowDecision {
  const { person: entry, values } = row;
  const { scheme, on, stopReason } = values;
  if (entry === undefined || !isScheme(scheme) || on === undefined || stopReason === undefined)
    return refusedRow([]);
  const kind = enrolmentKind(scheme, 'stop');
  if (kind === undefined) throw new Error(`no act ${scheme} stop`);
  const person = knownPerson(row, entry, context);
  const at = { field: 'certNo', value: entry.certificate.certNo };
  if (person?.known === undefined) return refusedRow([rejection('person-unregistered', {}, at)]);
  const { known } = person;
  const body = { scheme, act: 'stop', on: on as CalendarDate, stopReason: stopReason as StopReason } as const;
  const input: CoverCase = {
    body: { ...body, reason: context.reason },
    kind,
    person: known,
    covers: known.covers,
    groups: known.groups,
    unit: undefined,
    mother: undefined,
    schooling: [],
    policies: context.policies,
    secondPerson: context.secondPerson,
    today: context.today,
  };
  const decision = decideEnd(input);
  const problems: Rejection[] = [...person.problems, ...decision.problems];
  if (problems.length > 0) return refusedRow(problems);
  const ended = known.covers.find(
    ({ scheme: of, coveredFrom }) => of === scheme && coveredFrom === decision.row?.coveredFrom,
  );
  const billOn = known.lastBillOn[scheme];
  return {
    problems: [],
    hints: [],
    acts: [
      {
        kind: 'stop',
        regionCode: known.regionCode,
        personId: known.personId,
        scheme,
        unitId: ended?.unitId ?? null,
        effectiveOn: body.on,
        facts: { ...body, person: personRef(known.personId) },
        decision: { row: decision.row },
        changes: decision.changes,
        reason: context.reason,
      },
    ],
    ...(billOn !== undefined && billOn > body.on ? { resettles: scheme } : {}),
  };
}

function isScheme(text: string | undefined): text is 'employee' | 'resident' {
  return text === 'employee' || text === 'resident';
}
