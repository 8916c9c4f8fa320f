import { type Rejection, rejection, sameName } from '@gongji/domain';
import type { ListRow } from './list-row.ts';
import type { SheetKind } from './sheet-kind.ts';

/** What rows say against each other: the same person twice, households without a head; and samples that were left in. Pure. */
export function acrossRows(kind: SheetKind, rows: readonly ListRow[]): readonly ListRow[] {
  const samples = new Set(kind.samples.map((sample) => sample.certNo));
  const first = new Map<string, ListRow>();
  const heads = headsOf(rows);
  return rows.map((row) => {
    const found = [
      ...(samples.has(row.values.certNo ?? '') && row.values.name?.startsWith('示例') === true
        ? [rejection('row-is-sample', {}, { field: 'name', value: row.values.name })]
        : []),
      ...repeated(row, first),
      ...(kind.id === 'household' ? household(row, heads) : []),
    ];
    return found.length === 0 ? row : { ...row, problems: [...row.problems, ...found] };
  });
}

function repeated(row: ListRow, first: Map<string, ListRow>): readonly Rejection[] {
  const { person } = row;
  if (person === undefined) return [];
  const { certType, certNo } = person.certificate;
  // A person may stand in several special groups, and may end the cover of each scheme.
  const key = [certType, certNo, row.values.group ?? '', row.values.scheme ?? ''].join(' ');
  const earlier = first.get(key);
  if (earlier === undefined) {
    first.set(key, row);
    return [];
  }
  const code = sameName(earlier.person?.name ?? '', person.name) ? 'row-repeated' : 'row-conflicts';
  return [rejection(code, { row: String(earlier.rowNo) }, { field: 'certNo', value: certNo })];
}

function headsOf(rows: readonly ListRow[]): ReadonlyMap<string, ListRow> {
  const heads = new Map<string, ListRow>();
  for (const row of rows) {
    const { household: number = '', relation } = row.values;
    if (relation === 'head' && !heads.has(number)) heads.set(number, row);
  }
  return heads;
}

function household({ rowNo, values }: ListRow, heads: ReadonlyMap<string, ListRow>): readonly Rejection[] {
  const { household: number, relation } = values;
  if (number === undefined) return [];
  const head = heads.get(number);
  const at = { field: 'household', value: number };
  if (head === undefined) return [rejection('household-without-head', { household: number }, at)];
  if (relation === 'head' && head.rowNo !== rowNo)
    return [rejection('household-with-two-heads', { household: number, row: String(head.rowNo) }, at)];
  return [];
}
