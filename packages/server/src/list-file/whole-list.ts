import { type Bilingual, rejection } from '@gongji/domain';
import { audited, type Deed } from '../identity/audited.ts';
import { type FileAnswer, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { type FileForm, type ListSheet, listFile } from './list-file.ts';

/** Most rows of a file: more is no list that anybody reads, and a spreadsheet that does not open. */
export const MOST_EXPORTED = 50_000;

/**
 * Hands the rows of a list out as a file, of which one more than {@link MOST_EXPORTED} was asked for: too many are refused,
 * never cut off. Who took it away, and how many rows, stands in the audit log.
 */
export async function handOut<Row>(
  deps: Pick<RestDeps, 'pool' | 'now'>,
  { actor, regionCode }: Pick<Caller, 'actor' | 'regionCode'>,
  { sheet, rows, form, note }: Handed<Row>,
): Promise<FileAnswer> {
  if (rows.length > MOST_EXPORTED) return tooLong();
  const deed: Deed = {
    ...{ actor, action: 'list.export', subject: `region:${regionCode}` },
    detail: { list: sheet.name, rows: rows.length },
  };
  await audited(deps, deed, async () => true);
  return { kind: 'file', file: listFile(sheet, rows, form, note) };
}

interface Handed<Row> {
  readonly sheet: ListSheet<Row>;
  readonly rows: readonly Row[];
  readonly form: FileForm;
  /** What is to be said of the whole, below it. */
  readonly note?: Bilingual | undefined;
}

export function tooLong(): FileAnswer {
  return problemAnswer('refused', [
    rejection('export-too-long', { most: String(MOST_EXPORTED) }, { field: 'format' }),
  ]);
}
