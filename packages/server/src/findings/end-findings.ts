import {
  type BatchView,
  type EndFindingsBody,
  REGISTER_FINDING_KINDS,
  type STOP_REASONS,
} from '@gongji/contract';
import { addDays, type CalendarDate, date, rejection } from '@gongji/domain';
import { csvFile } from '@gongji/sheets';
import { type FindingToEnd, findingsToEnd } from '@gongji/store/findings';
import { ENDINGS } from '../group-enrolment/kinds/endings.ts';
import type { SheetColumn } from '../group-enrolment/sheet-kind.ts';
import { whoCells } from '../group-enrolment/who-cells.ts';
import { keepList } from '../group-enrolment/work-on-batch.ts';
import { type Answer, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { chinaDay } from '../settlement/benefit-year.ts';

const MOST = 20_000;

/**
 * 由疑点生成停保名单: the findings become the rows of a list of covers to end, which is checked, agreed to by a second person, written
 * and taken back like every other list; what it ends is worked off with it.
 */
export async function endFindings(
  deps: RestDeps,
  caller: Caller,
  body: EndFindingsBody,
): Promise<Answer<BatchView>> {
  const { kind, schoolId } = body;
  const chosen = body.chosen?.map(({ person, findingId }) => ({ personId: idOf(person), findingId }));
  const found = await findingsToEnd(deps.pool, caller, { kind, chosen, schoolId, limit: MOST });
  if (found.length === 0)
    return problemAnswer('refused', [rejection('findings-none', {}, { field: 'chosen' })]);
  const today = chinaDay(deps.now());
  const rows = found.map((one) => endingRow(one, body, today));
  const name = `${REGISTER_FINDING_KINDS[kind].zh} ${today}.csv`;
  const file = csvFile([ENDINGS.columns.map(({ name: heading }) => heading.zh), ...rows]);
  return keepList(deps, caller, { kind: 'endings', fileName: name }, Buffer.from(file));
}

function idOf(ref: string): string {
  return /^~\d{1,19}$/.test(ref) ? ref.slice(1) : '0';
}

/** Which cover ends, when and why; the day is the one that the finding gives, unless the officer gives one for all. */
export function endingOf(
  { kind, scheme, on }: Pick<EndFindingsBody, 'kind' | 'scheme' | 'on'>,
  detail: FindingToEnd['detail'],
  today: CalendarDate,
): { readonly scheme: string; readonly on: string; readonly reason: keyof typeof STOP_REASONS } {
  switch (kind) {
    case 'studentOver':
      return { scheme: 'resident', on: on ?? detail.keptUntil ?? today, reason: 'graduated' };
    case 'coverElsewhere':
      return { scheme: detail.scheme ?? 'resident', on: on ?? today, reason: 'movedAway' };
    case 'doubleCover': {
      const other = scheme === 'resident' ? detail.employeeFrom : detail.residentFrom;
      return { scheme, on: on ?? addDays(date(other ?? today), -1), reason: 'doubleCover' };
    }
  }
}

function endingRow(found: FindingToEnd, body: EndFindingsBody, today: CalendarDate): readonly string[] {
  const { scheme, on, reason } = endingOf(body, found.detail, today);
  const cells: Readonly<Record<string, string>> = {
    ...whoCells(found),
    scheme,
    on,
    stopReason: reason,
    finding: found.findingId,
  };
  return ENDINGS.columns.map((column) => asWritten(column, cells[column.id] ?? ''));
}

/** As an officer would type it: the word of a choice. */
function asWritten({ form }: SheetColumn, value: string): string {
  if (form.kind !== 'choice') return value;
  return form.choices.find((choice) => choice.value === value)?.name.zh ?? value;
}
