import type { TransferSheet } from '@gongji/contract';
import {
  type CalendarDate,
  type Fen,
  fen,
  gapsOf,
  type InsuredStretch,
  monthsOf,
  overlapsOf,
  type Rejection,
  rejection,
  yuanText,
} from '@gongji/domain';

/** `known`: where the person was covered or has counted months already, here or elsewhere. */
export interface SheetContext {
  readonly known: readonly InsuredStretch[];
  readonly today: CalendarDate;
  readonly gapsTold: boolean;
}

/**
 * Everything wrong with information sheets 信息表, at once: months = last − first + 1, rows in order, no month covered twice,
 * here or there, the sums of sheet 1 those of sheet 2, and no gap that nobody has told the person of.
 */
export function sheetProblems(
  sheet: TransferSheet,
  { known, today, gapsTold }: SheetContext,
): readonly Rejection[] {
  const { rows } = sheet;
  const counted = rows.filter(({ months }) => months > 0);
  const twice = overlapsOf([...counted, ...known]);
  const gaps = gapsOf([...counted, ...known]);
  return [
    ...rows.flatMap((row, index) => rowProblems(row, rows[index - 1], index, today)),
    ...twice.map((span) =>
      rejection('stretch-overlap', { from: span.from, to: span.to }, { field: 'sheet.rows' }),
    ),
    ...sumProblems(sheet),
    ...(gaps.length > 0 && !gapsTold
      ? [rejection('gaps-not-seen', { gaps: gaps.map(spanText).join('、') }, { field: 'gapsTold' })]
      : []),
  ];
}

type Row = TransferSheet['rows'][number];

function rowProblems(
  row: Row,
  before: Row | undefined,
  index: number,
  today: CalendarDate,
): readonly Rejection[] {
  const found: Rejection[] = [];
  const number = String(index + 1);
  const at = (name: string, value: string) => ({ field: `sheet.rows.${index}.${name}`, value });
  const expected = monthsOf(row);
  // A row without months states money alone, e.g. interest of a year without contributions.
  if (row.to < row.from || (row.months !== 0 && row.months !== expected))
    found.push(
      rejection(
        'stretch-months',
        { row: number, months: String(row.months), expected: String(expected) },
        at('months', String(row.months)),
      ),
    );
  if (before !== undefined && row.from < before.from)
    found.push(rejection('stretch-order', { row: number }, at('from', row.from)));
  if (row.to > today.slice(0, 7))
    found.push(rejection('stretch-future', { row: number, month: row.to }, at('to', row.to)));
  return found;
}

function sumProblems(sheet: TransferSheet): readonly Rejection[] {
  const found: Rejection[] = [];
  const stated = sheet.employeeMonths + sheet.residentMonths;
  const sum = sheet.rows.reduce((all, { months }) => all + months, sheet.madeUpMonths ?? 0);
  if (stated !== sum)
    found.push(
      rejection(
        'sheet-months',
        { stated: String(stated), sum: String(sum) },
        { field: 'sheet.employeeMonths', value: String(stated) },
      ),
    );
  const parts = fen(sheet.personFen + sheet.employerFen + sheet.interestFen);
  if (sheet.totalFen !== parts)
    found.push(
      rejection(
        'sheet-balance',
        { total: yuanText(sheet.totalFen as Fen), sum: yuanText(parts) },
        { field: 'sheet.totalFen', value: yuanText(sheet.totalFen as Fen) },
      ),
    );
  if (sheet.deemedMonths > 0 && sheet.deemedEvidence === '')
    found.push(
      rejection('deemed-evidence', { months: String(sheet.deemedMonths) }, { field: 'sheet.deemedEvidence' }),
    );
  return found;
}

export function spanText({ from, to }: InsuredStretch): string {
  return from === to ? from : `${from}–${to}`;
}
