import { type EnrolBody, type EnrolmentKind, enrolmentKind } from '@gongji/contract';
import { type Bilingual, type CalendarDate, date, inPrecedence, type Rejection } from '@gongji/domain';
import { benefitYearOf, bilingualRejection } from '@gongji/engine';
import type { RegisterPerson } from '@gongji/store/enrolment';
import type { CoverFact, PersonFacts } from '@gongji/store/group-enrolment';
import type { PlannedAct } from '../enrolment/acting.ts';
import type { CoverCase, CoverDecision } from '../enrolment/cover-case.ts';
import { decideBegin, policyFor } from '../enrolment/decide-cover.ts';
import { decideEnd } from '../enrolment/decide-end.ts';
import { personRef } from '../identity/person-ref.ts';
import type { ListContext } from './list-context.ts';

/** What a row asks of one person's cover: the form that the single act takes, filled in from the list. */
export type Asked = Omit<EnrolBody, 'reason' | 'unitId' | 'person' | 'certNo' | 'name'>;

function actOf({ scheme, act }: Asked): EnrolmentKind {
  const kind = enrolmentKind(scheme, act);
  if (kind === undefined) throw new Error(`no act ${scheme} ${act}`);
  return kind;
}

export interface WhoseCover {
  readonly person: RegisterPerson;
  readonly known?: PersonFacts | undefined;
  readonly mother?: PersonFacts | undefined;
}

export type PlannedCover =
  | { readonly kind: 'planned'; readonly act: PlannedAct }
  | { readonly kind: 'refused'; readonly rejections: readonly Rejection[] };

/**
 * Decides what a row does to a cover with the decision of the single act. Where that would ask a second person, the row is
 * refused: a list has none. A year that is too late is tried again for the next, where the row names none. Pure.
 */
export function planCover(asked: Asked, who: WhoseCover, context: ListContext): PlannedCover {
  const first = decided(asked, who, context);
  if (first.problems.length === 0 || asked.year !== undefined || !first.problems.every(isTooLate))
    return planned(asked, who, context, first);
  const policy = policyFor({ policies: context.policies, person: context, body: asked });
  if (policy === undefined || asked.scheme !== 'resident') return planned(asked, who, context, first);
  const year = String(Number(benefitYearOf(asked.on, policy.benefitYearStart)) + 1).padStart(4, '0');
  const next = decided({ ...asked, year }, who, context);
  const better = next.problems.length === 0 || next.problems.some(({ code }) => code === 'cover-overlaps');
  return better ? planned({ ...asked, year }, who, context, next) : planned(asked, who, context, first);
}

const TOO_LATE: ReadonlySet<string> = new Set(['cover-never-begins', 'window-closed']);
const isTooLate = ({ code }: Rejection): boolean => TOO_LATE.has(code);

function decided(asked: Asked, { person, known, mother }: WhoseCover, context: ListContext): CoverDecision {
  const kind = actOf(asked);
  const input: CoverCase = {
    body: { ...asked, unitId: context.unit.unitId, reason: context.reason },
    kind,
    person,
    covers: known?.covers ?? [],
    groups: known?.groups ?? [],
    unit: context.unit,
    mother: mother === undefined ? undefined : { sex: mother.sex, covers: mother.covers },
    schooling: [],
    policies: context.policies,
    secondPerson: context.secondPerson,
    today: context.today,
  };
  return kind.does === 'end' ? decideEnd(input) : decideBegin(input);
}

function planned(
  asked: Asked,
  { person }: WhoseCover,
  context: ListContext,
  decision: CoverDecision,
): PlannedCover {
  const rejections = [...decision.problems.map(inColumns), ...decision.causes.map(secondPersonNeeded)];
  if (rejections.length > 0) return { kind: 'refused', rejections: inPrecedence(rejections) };
  const { cover, row, fee, personStatus } = decision;
  const { scheme, on } = asked;
  return {
    kind: 'planned',
    act: {
      kind: actOf(asked).act,
      regionCode: person.regionCode,
      personId: person.personId,
      scheme,
      unitId: context.unit.unitId,
      effectiveOn: on,
      facts: {
        ...asked,
        unitId: context.unit.unitId,
        reason: context.reason,
        person: personRef(person.personId),
      },
      // The explanation step by step follows from policy and facts; for thousands of rows it is not kept.
      decision: {
        personStatus: personStatus ?? null,
        ...(row === undefined ? {} : { row }),
        ...(fee === undefined ? {} : { fee: { period: fee.period, ...feeKept(fee) } }),
        ...(cover === undefined ? {} : { way: cover.way, clause: cover.clause }),
      },
      ...(fee === undefined ? {} : { duePeriod: fee.period }),
      // The class is an act of its own in a list.
      changes: decision.changes.filter(({ register }) => register === 'coverage'),
      reason: context.reason,
    },
  };
}

function feeKept({ assessment }: NonNullable<CoverDecision['fee']>) {
  const { policyId, policyVersion, byPayer, totalFen } = assessment;
  return { policyId, policyVersion, byPayer, totalFen };
}

/** Fields of the single form → columns of the lists. */
const COLUMNS: Readonly<Record<string, string>> = {
  personStatus: 'status',
  wageFen: 'base',
  on: 'month',
  termStartOn: 'from',
  paidOn: 'year',
  mother: 'motherCertNo',
  residenceProof: 'residence',
};

function inColumns(reason: Rejection): Rejection {
  const field = COLUMNS[reason.field ?? ''];
  return field === undefined ? reason : { ...reason, field };
}

function secondPersonNeeded(why: Bilingual): Rejection {
  return bilingualRejection(
    'list-second-person',
    { zh: { why: why.zh }, en: { why: why.en } },
    { field: 'month' },
  );
}

/** Covers that hold or will hold on a day. */
export function openCovers(known: PersonFacts | undefined, on: CalendarDate): readonly CoverFact[] {
  return (known?.covers ?? []).filter(
    (one) => one.status !== '4' && (one.coveredTo === null || one.coveredTo >= on),
  );
}

/** First of September of the school year that a day lies in. */
export function schoolYearStart(today: CalendarDate): CalendarDate {
  const year = Number(today.slice(0, 4)) - (today.slice(5) < '09-01' ? 1 : 0);
  return date(`${year}-09-01`);
}
