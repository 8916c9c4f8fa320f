import type { Bilingual } from '@gongji/domain';

const name = (zh: string, en: string): Bilingual => ({ zh, en });

/** Clearing types 清算类别 in words, by national code. */
const NAMES: Readonly<Record<string, Bilingual>> = {
  11: name('门诊', 'outpatient'),
  12: name('门诊挂号', 'registration'),
  13: name('急诊', 'emergency'),
  14: name('门诊慢特病', 'chronic disease, outpatient'),
  15: name('两病门诊', 'hypertension and diabetes, outpatient'),
  18: name('特药购药', 'special drugs'),
  21: name('住院', 'inpatient'),
  22: name('意外伤害住院', 'inpatient, injury'),
  27: name('单病种住院', 'inpatient, single disease'),
  28: name('日间手术', 'day surgery'),
  41: name('药店购药', 'pharmacy'),
  53: name('生育门诊', 'maternity, outpatient'),
};

/** A code that is not among them is shown as it is. */
export function clearingTypeName(code: string): Bilingual {
  return NAMES[code] ?? name(code, code);
}
