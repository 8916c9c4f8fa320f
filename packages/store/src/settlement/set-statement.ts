import type { Statement } from './pipelined-connection.ts';
import type { SetPart } from './set-insert.ts';

/** The rows that a part writes. */
type RowsOf<Part> = Part extends SetPart<infer Row> ? readonly Row[] : never;
export type PartRows<Parts> = { readonly [Name in keyof Parts]: RowsOf<Parts[Name]> };

/**
 * One prepared statement that writes the rows of all parts: all of them, or none and the error GJ001 when a part that must
 * write all its rows did not. As a statement of its own it is a transaction of its own: one message to the database instead
 * of one per table and two for the transaction, which was most of the time of a bill that is written alone.
 */
export function setStatement<Parts extends Readonly<Record<string, SetPart<never>>>>(
  name: string,
  parts: Parts,
): (rows: PartRows<Parts>) => Statement {
  const names = Object.keys(parts) as (keyof Parts & string)[];
  const writes: string[] = [];
  const checks: string[] = [];
  let first = 1;
  for (const part of names) {
    const { width, text, all } = parts[part] as SetPart<never>;
    writes.push(`${part} as (${text(first)})`);
    if (all) checks.push(`(select count(*) from ${part}) = cardinality($${first})`);
    first += width;
  }
  const text = `with ${writes.join(',\n')}
    select case when ${checks.join(' and ')} then 0 else settlement_version_conflict() end`;
  return (rows) => ({
    name,
    text,
    values: names.flatMap((part) =>
      (parts[part] as SetPart<unknown>).values(rows[part] as readonly unknown[]),
    ),
  });
}
