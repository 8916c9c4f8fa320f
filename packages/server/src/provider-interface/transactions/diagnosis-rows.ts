import type { Diagnosis } from '@gongji/store/provider-interface';
import type { FieldReader } from '../reading/field-reader.ts';

/** Rows `diseinfo`. Rows without a code (placeholders of some clients) are passed over. */
export function readDiagnoses(rows: readonly FieldReader[], stage: '1' | '2'): readonly Diagnosis[] {
  return rows
    .filter((f) => f.maybeText('diag_code') !== undefined || f.maybeText('diag_name') !== undefined)
    .map((f, i) => ({
      stage,
      sortNo: f.maybeInteger('diag_srt_no') ?? i + 1,
      type: f.maybeCode('diag_type', 'diag_type') ?? '1',
      code: f.text('diag_code', 30),
      name: f.maybeText('diag_name', 500) ?? '',
      main: f.maybeText('maindiag_flag') === undefined ? i === 0 : f.flag('maindiag_flag'),
      valid: f.maybeCode('vali_flag', 'vali_flag') !== '0',
      dept: f.maybeText('diag_dept', 100) ?? '',
      doctorNo: f.maybeText('dise_dor_no', 50) ?? '',
      doctorName: f.maybeText('dise_dor_name', 50) ?? '',
      at: f.maybeTime('diag_time') ?? null,
      admissionCondition: f.maybeText('adm_cond', 500) ?? '',
    }));
}
