import { rejection } from '@gongji/domain';
import { type FileAnswer, problemAnswer } from '../rest/answer.ts';
import { type FileForm, type ListSheet, listFile } from './list-file.ts';

/** Most rows of a file: more is no list that anybody reads, and a spreadsheet that does not open. */
export const MOST_EXPORTED = 50_000;

/** The rows of a list as a file, of which one more than {@link MOST_EXPORTED} was asked for: too many are refused, never cut off. */
export function wholeList<Row>(sheet: ListSheet<Row>, rows: readonly Row[], form: FileForm): FileAnswer {
  if (rows.length > MOST_EXPORTED) return tooLong();
  return { kind: 'file', file: listFile(sheet, rows, form) };
}

export function tooLong(): FileAnswer {
  return problemAnswer('refused', [
    rejection('export-too-long', { most: String(MOST_EXPORTED) }, { field: 'format' }),
  ]);
}
