import { type CalendarDate, INSUTYPE } from '@gongji/domain';
import type { AnyDocument } from '@gongji/reports';
import { registerPersonBy } from '@gongji/store/enrolment';
import { ownAgency, type PersonCircumstances, personCircumstances } from '@gongji/store/print';
import { problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { schemeName, statusName } from './code-words.ts';
import { coverState, OPEN_END } from './cover-state.ts';
import { agencyFields, given, personFields } from './person-fields.ts';
import { ABOUT_NO_BILL, type Printed, type PrintWish, printJob } from './print-job.ts';

type Cover = PersonCircumstances['covers'][number];

export interface CoverProof {
  readonly personId: string;
  readonly regionCode: string;
  readonly data: AnyDocument;
  readonly content: unknown;
}

/**
 * Proof of cover 参保证明: the cover that holds today, else the latest; of a unit 参保单位 the one with it, so that an employer
 * proves what he knows of. Undefined: nobody in scope, or no such cover.
 */
export async function coverProof(
  deps: Pick<RestDeps, 'pool' | 'now'>,
  caller: Caller,
  ref: string,
  unitId: string | null = caller.unitId,
): Promise<CoverProof | undefined> {
  const person = await registerPersonBy(deps.pool, caller, ref);
  if (person === undefined) return undefined;
  const today = chinaDay(deps.now());
  const found = await personCircumstances(deps.pool, person.personId, today.slice(0, 4));
  const cover = found && latestOf(found.covers, today, unitId);
  if (found === undefined || cover === undefined) return undefined;
  const agency = await ownAgency(deps.pool, person.regionCode);
  const { personName, sexName, psnNo, certNo } = personFields(found.person, today, caller);
  const state = coverState(cover, today);
  const data: AnyDocument = {
    document: 'cover-proof',
    fields: {
      ...{ personName, sexName, psnNo, certNo, asOf: today, coverState: state },
      ...{ schemeName: schemeName(cover.scheme), place: cover.place },
      ...given('unitName', cover.unitName ?? undefined),
      ...{ statusName: statusName(cover.personStatus), coveredFrom: cover.coveredFrom },
      ...{ coveredTo: cover.coveredTo ?? OPEN_END, benefitFrom: cover.benefitFrom },
      ...{ benefitTo: cover.benefitTo ?? OPEN_END },
      ...(agency === undefined ? {} : agencyFields(agency)),
    },
    rows: {},
    flags: state.en === 'in force' || state.en === 'waiting' ? [] : ['ended'],
  };
  const { scheme, place, unitName, personStatus, coveredFrom, coveredTo, benefitFrom, benefitTo } = cover;
  const dates = [coveredFrom, coveredTo, benefitFrom, benefitTo];
  const content = [scheme, place, unitName, personStatus, dates, state.en];
  return { personId: person.personId, regionCode: person.regionCode, data, content };
}

function latestOf(covers: readonly Cover[], today: CalendarDate, unitId: string | null): Cover | undefined {
  const holds = (one: Cover): number =>
    one.status !== '4' && one.coveredFrom <= today && (one.coveredTo ?? today) >= today ? 1 : 0;
  return covers
    .filter((one) => unitId === null || one.unitId === unitId)
    .toSorted((a, b) => holds(b) - holds(a) || (a.coveredFrom < b.coveredFrom ? 1 : -1))[0];
}

export async function printCoverProof(
  deps: RestDeps,
  caller: Caller,
  ref: string,
  wish: PrintWish,
): Promise<Printed> {
  const proof = await coverProof(deps, caller, ref);
  if (proof === undefined) return problemAnswer('not-found');
  const { personId, regionCode, data, content } = proof;
  // A unit's proof is of the cover with it, and is made again as such.
  const subject = caller.unitId === null ? personId : `${personId} ${caller.unitId}`;
  return printJob(deps, caller, wish, {
    ...{ data, variant: 'cover-proof', number: subject, subject, content, personId, regionCode },
    ...{ insutype: INSUTYPE.employee, on: chinaDay(deps.now()), ...ABOUT_NO_BILL },
  });
}
