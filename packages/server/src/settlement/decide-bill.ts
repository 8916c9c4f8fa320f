import { type CalendarDate, fen, inPrecedence, type Rejection, rejection } from '@gongji/domain';
import type { Assessment, Bill, BillDates, CounterKey } from '@gongji/engine';
import type { CoverageRow, PersonRow, SettlementContext } from '@gongji/store/settlement';
import { chinaDay, firstDayOfBenefitYear } from './benefit-year.ts';
import type { BillRequest } from './contract.ts';
import { billRejections, coverageOn, diseaseRejections, institutionRejections } from './eligibility.ts';
import { factsOf, type Parties } from './facts.ts';
import { type PolicyBook, policyInForce, type SettlementPolicy } from './policy-book.ts';
import { resentRejections } from './refused-before.ts';
import { countersOf, openState, type WorkingState } from './working-state.ts';

/** A relative whose account may pay 家庭共济, with the most it may pay for this bill: its balance, within the consent's cap. */
export interface FamilyOwner {
  readonly personId: string;
  readonly mostFen: number;
}

/** A bill decided: who pays what, under which policy, with the account owners it may draw on. */
export interface DecidedBill {
  readonly kind: 'decided';
  readonly policy: SettlementPolicy;
  readonly person: PersonRow;
  readonly coverage: CoverageRow;
  readonly clrType: string;
  readonly benefitYear: CalendarDate;
  readonly bill: Bill;
  readonly assessment: Assessment;
  /** Relatives in the order in which their accounts are drawn on. */
  readonly familyOwners: readonly FamilyOwner[];
  /** Counters of the family that the bill reads or moves. */
  readonly familyKeys: readonly CounterKey[];
  /** Counters and accounts as loaded; a settlement is recorded on it. */
  readonly state: WorkingState;
}

export type Decision = DecidedBill | RejectedBill;

/** Decides one bill from what was loaded. Pure: preview and settle differ only in what they do with the answer. */
export function decideBill(
  request: BillRequest,
  context: SettlementContext,
  book: PolicyBook,
  now: Date,
  manual: boolean,
): Decision {
  const admitted = admit(request, context, book, now, manual);
  if (admitted.kind === 'rejected') return admitted;
  const { policy, parties, dates, on } = admitted;
  const { person, coverage } = parties;
  const benefitYear = firstDayOfBenefitYear(on, policy.benefitYearStart);
  const facts = factsOf(request, parties, on, benefitYear);
  const benefit = policy.benefitFor(on, request.medType, facts);
  if (benefit.kind === 'refused') return rejected(benefit.rejections);
  const own = request.account === 'none' ? 0 : usableFen(context, person.personId);
  const familyOwners =
    request.account === 'own-and-family' ? sharedAccounts(person.personId, context, dates.settledOn) : [];
  const bill: Bill = {
    benefit: benefit.benefit,
    facts,
    dates,
    lines: request.lines,
    accountFen: fen(own),
    familyAccountFen: fen(familyOwners.reduce((sum, a) => sum + a.mostFen, 0)),
  };
  const state = openState(context, person, policy);
  const outcome = policy.adjudicate(bill, countersOf(state));
  if (outcome.kind === 'refused') return rejected(outcome.rejections);
  const { assessment } = outcome;
  const clrType = policy.clrTypeOf(benefit.benefit);
  const familyKeys = policy.counterKeys(bill).filter((key) => key.owner === 'family');
  return {
    kind: 'decided',
    policy,
    person,
    coverage,
    clrType,
    benefitYear,
    bill,
    assessment,
    familyOwners,
    familyKeys,
    state,
  };
}

/** A bill that cannot be settled; `on`: the day by which the policy in force looked at it. */
export interface RejectedBill {
  readonly kind: 'rejected';
  readonly rejections: readonly Rejection[];
  readonly on?: CalendarDate;
}

type Admission =
  | {
      readonly kind: 'admitted';
      readonly policy: SettlementPolicy;
      readonly parties: Parties;
      readonly dates: BillDates;
      readonly on: CalendarDate;
    }
  | RejectedBill;

/** All reasons for which the bill cannot even be adjudicated, at once; or the parties and the policy that decide it. */
function admit(
  request: BillRequest,
  context: SettlementContext,
  book: PolicyBook,
  now: Date,
  manual: boolean,
): Admission {
  const settledOn = chinaDay(now);
  const { personId, insutype, institutionCode, startedOn, endedOn } = request;
  const dates: BillDates = { startedOn, endedOn, settledOn };
  const found: Rejection[] = [...billRejections(request, settledOn)];
  const person = context.persons.get(personId);
  if (person === undefined) {
    return rejected([
      ...found,
      rejection('person-unknown', { personId }, { field: 'personId', value: personId }),
    ]);
  }
  const inForce = policyInForce(book, person.regionCode, insutype, dates);
  const on = inForce?.on ?? endedOn;
  const institution = context.institutions.get(institutionCode);
  const filings = context.filings.get(personId) ?? [];
  const covered = coverageOn(context.coverage.get(personId) ?? [], insutype, on);
  found.push(
    ...(covered.kind === 'refused' ? covered.rejections : []),
    ...institutionRejections(institutionCode, institution, on, manual),
    ...(manual ? [] : resentRejections(request, context)),
    ...diseaseRejections(request.diseaseCode, filings, context.caseDiseases, on),
  );
  if (inForce === undefined) {
    const data = { region: person.regionCode, insutype, on };
    return rejected([...found, rejection('no-policy', data, { field: 'insutype', value: insutype })]);
  }
  if (found.length > 0 || covered.kind === 'refused' || institution === undefined)
    return { ...rejected(found), on };
  const groups = context.groups.get(personId) ?? [];
  const parties = { person, coverage: covered.coverage, institution, groups, filings };
  return { kind: 'admitted', policy: inForce.policy, parties, dates, on };
}

function rejected(rejections: readonly Rejection[]) {
  return { kind: 'rejected' as const, rejections: inPrecedence(rejections) };
}

/** What an account may pay: nothing while it is frozen. */
function usableFen(context: SettlementContext, ownerId: string): number {
  const account = context.accounts.get(ownerId);
  return account === undefined || account.frozen ? 0 : account.balanceFen;
}

function sharedAccounts(personId: string, context: SettlementContext, on: string): readonly FamilyOwner[] {
  const consents = (context.sharing.get(personId) ?? []).filter(
    (s) => s.ownerId !== personId && s.validFrom <= on && (s.validTo === null || on <= s.validTo),
  );
  return consents.map(({ ownerId, leftFen }) => ({
    personId: ownerId,
    mostFen: Math.min(usableFen(context, ownerId), leftFen ?? Number.MAX_SAFE_INTEGER),
  }));
}
