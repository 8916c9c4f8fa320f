import {
  addDays,
  type CalendarDate,
  MAX_BILL_FEN,
  type Rejection,
  rejection,
  sumFen,
  yuanText,
} from '@gongji/domain';
import { bilingualRejection } from '@gongji/engine';
import type { CoverageRow, FilingRow, InstitutionRow, SuspensionSpan } from '@gongji/store/settlement';
import { within } from './benefit-year.ts';
import type { BillRequest } from './contract.ts';
import { approvedDiseases } from './facts.ts';

/**
 * States of a coverage in which benefits are paid: psn_insu_stas 1 正常参保, and 4 终止参保 for the days before the end, which the
 * dates of the coverage bound.
 */
const PAYING: ReadonlySet<string> = new Set(['1', '4']);

/** Why the bill as it stands cannot be settled: dates, lines and total. */
export function billRejections(request: BillRequest, settledOn: CalendarDate): readonly Rejection[] {
  const { startedOn, endedOn, lines, totalFen } = request;
  const found: Rejection[] = [];
  if (startedOn > endedOn) {
    found.push(rejection('dates-reversed', { startedOn, endedOn }, { field: 'startedOn', value: startedOn }));
  }
  if (endedOn > settledOn) {
    found.push(rejection('ends-in-future', { endedOn, settledOn }, { field: 'endedOn', value: endedOn }));
  }
  if (lines.length === 0) found.push(rejection('bill-empty', {}, { field: 'lines' }));
  for (const [index, line] of lines.entries()) {
    if (Number.isSafeInteger(line.amountFen) && line.amountFen >= 0) continue;
    const at = { field: `lines[${index}].amountFen`, value: String(line.amountFen) };
    found.push(rejection('line-amount-invalid', { line: line.id, amount: String(line.amountFen) }, at));
  }
  if (found.some((r) => r.code === 'line-amount-invalid')) return found;
  const sum = sumFen(lines.map((line) => line.amountFen));
  if (totalFen > MAX_BILL_FEN) {
    const data = { total: yuanText(totalFen), max: yuanText(MAX_BILL_FEN) };
    found.push(rejection('bill-too-large', data, { field: 'totalFen', value: data.total }));
  }
  if (sum !== totalFen) {
    const data = { total: yuanText(totalFen), sum: yuanText(sum) };
    found.push(rejection('total-mismatch', data, { field: 'totalFen', value: data.total }));
  }
  return found;
}

/** Why this institution may not settle on the day: unknown, no agreement in force, suspended. */
export function institutionRejections(
  institutionCode: string,
  institution: InstitutionRow | undefined,
  on: CalendarDate,
  manual: boolean,
): readonly Rejection[] {
  const at = { field: 'institutionCode', value: institutionCode };
  if (institution === undefined) return [rejection('institution-unknown', { institutionCode }, at)];
  // A person who paid an institution without agreement may still claim the cost back; the policy decides.
  if (manual) return [];
  const found: Rejection[] = [];
  if (!within(on, institution.agreementFrom, institution.agreementTo)) {
    found.push(rejection('institution-not-in-agreement', { institutionCode, on }, at));
  }
  if (institution.suspended) found.push(rejection('institution-suspended', { institutionCode }, at));
  return found;
}

export type CoverageCheck =
  | { readonly kind: 'covered'; readonly coverage: CoverageRow }
  | { readonly kind: 'refused'; readonly rejections: readonly Rejection[] };

/** The coverage in force on the policy date, or why there is none that pays. */
export function coverageOn(rows: readonly CoverageRow[], insutype: string, on: CalendarDate): CoverageCheck {
  const at = { field: 'insutype', value: insutype };
  const ofType = rows.filter((c) => c.insutype === insutype);
  const coverage = ofType.find((c) => within(on, c.coveredFrom, c.coveredTo));
  if (coverage === undefined)
    return { kind: 'refused', rejections: [rejection('no-coverage', { insutype, on }, at)] };
  const found: Rejection[] = [];
  if (!PAYING.has(coverage.status)) {
    found.push(rejection('coverage-suspended', { insutype, status: coverage.status }, at));
  }
  if (on < coverage.benefitFrom)
    found.push(rejection('waiting-period', { firstDay: coverage.benefitFrom }, at));
  if (coverage.benefitTo !== null && on > coverage.benefitTo) {
    found.push(rejection('benefit-ended', { lastDay: coverage.benefitTo }, at));
  }
  const stopped = coverage.suspensions?.find(({ from, to }) => within(on, from, to));
  if (stopped !== undefined) found.push(suspended(stopped, at));
  return found.length === 0 ? { kind: 'covered', coverage } : { kind: 'refused', rejections: found };
}

/** Arrears stop benefits until they are paid, and as long afterwards as the policy lets wait. */
function suspended(
  { from, to, periods, owner }: SuspensionSpan,
  at: { field: string; value: string },
): Rejection {
  if (to !== null) return rejection('waiting-period', { firstDay: addDays(to, 1) }, at);
  const data = (own: string) => ({ from, periods, owner: owner ?? own });
  return bilingualRejection('benefits-suspended', { zh: data('本人'), en: data('the person') }, at);
}

/** A chronic disease pays only with an approval in force; case codes 单病种 need none. */
export function diseaseRejections(
  diseaseCode: string | undefined,
  filings: readonly FilingRow[],
  caseDiseases: ReadonlySet<string>,
  on: CalendarDate,
): readonly Rejection[] {
  if (diseaseCode === undefined || caseDiseases.has(diseaseCode)) return [];
  if (approvedDiseases(filings, on).has(diseaseCode)) return [];
  return [
    rejection('chronic-approval-missing', { diseaseCode }, { field: 'diseaseCode', value: diseaseCode }),
  ];
}
