import type { Bilingual } from '@gongji/domain';
import { dictionary } from '../provider-interface/dictionary/dictionary.ts';

/** Codes of the registers in words for people, on paper. */
type Words = Readonly<Record<string, readonly [zh: string, en: string]>>;

const SCHEMES: Words = {
  employee: ['职工基本医疗保险', 'employee basic medical insurance'],
  resident: ['城乡居民基本医疗保险', 'resident basic medical insurance'],
};
const SEXES: Words = { '1': ['男', 'male'], '2': ['女', 'female'], '0': ['未知', 'unknown'] };
const CLASSES: Words = { A: ['甲', 'A'], B: ['乙', 'B'], C: ['自费', 'own'] };
const STATUSES: Words = {
  active: ['在职', 'active employee'],
  retired: ['退休', 'retired'],
  flexible: ['灵活就业', 'flexibly employed'],
  adult: ['成年居民', 'adult'],
  elderly: ['老年居民', 'elderly'],
  child: ['学龄前儿童', 'child'],
  student: ['中小学生', 'pupil'],
  universityStudent: ['大学生', 'university student'],
  newborn: ['新生儿', 'newborn'],
};
const GROUPS: Words = {
  lowIncome: ['低保对象', 'low income'],
  extremelyPoor: ['特困人员', 'extremely poor'],
  lowIncomeEdge: ['低保边缘', 'near low income'],
  povertyWatch: ['防返贫监测对象', 'watched against poverty'],
  severelyDisabled: ['重度残疾', 'severely disabled'],
  orphan: ['孤儿', 'orphan'],
  entitledGroup: ['优抚对象', 'entitled group'],
};
/** 医疗收费项目类别 med_chrgitm_type. */
const CHARGES: Readonly<Record<string, string>> = {
  '01': 'bed',
  '02': 'consultation',
  '03': 'examination',
  '04': 'laboratory',
  '05': 'treatment',
  '06': 'surgery',
  '07': 'nursing',
  '08': 'material',
  '09': 'western drugs',
  '10': 'herbal pieces',
  '11': 'patent medicines',
  '12': 'general treatment',
  '13': 'registration',
  '14': 'other',
};
const LEVELS: readonly string[] = ['tertiary', 'secondary', 'primary'];
const MED_TYPES: Readonly<Record<string, string>> = {
  '11': 'outpatient',
  '12': 'registration',
  '13': 'emergency',
  '14': 'chronic disease, outpatient',
  '21': 'inpatient',
  '22': 'inpatient, injury',
  '23': 'inpatient, referred',
  '24': 'inpatient from emergency',
  '25': 'inpatient, out of region',
  '26': 'inpatient, single disease',
  '28': 'day surgery',
  '41': 'pharmacy',
  '51': 'maternity, outpatient',
  '52': 'maternity, inpatient',
};

export const schemeName = (code: string): Bilingual => words(SCHEMES, code);
export const sexName = (code: string): Bilingual => words(SEXES, code);
export const itemClassName = (code: string): Bilingual => words(CLASSES, code);
export const statusName = (code: string): Bilingual => words(STATUSES, code);

export function groupNames(codes: readonly string[]): Bilingual | undefined {
  if (codes.length === 0) return undefined;
  const names = codes.map((code) => words(GROUPS, code));
  return { zh: names.map((n) => n.zh).join('、'), en: names.map((n) => n.en).join(', ') };
}

/** Category of a charge; what has none is 其他. */
export function chargeName(code: string): Bilingual {
  const known = CHARGES[code] === undefined ? '14' : code;
  return { zh: label('med_chrgitm_type', known), en: CHARGES[known] ?? known };
}

export function medTypeName(code: string): Bilingual {
  return { zh: label('med_type', code), en: MED_TYPES[code] ?? MED_TYPES[code.slice(0, 2)] ?? code };
}

/** 三级甲等 → tertiary, grade A. */
export function levelName(code: string): Bilingual {
  const zh = label('hosp_lv', code);
  const level = LEVELS['三二一'.indexOf(zh.charAt(0))];
  const grade =
    { 特: ', special grade', 甲: ', grade A', 乙: ', grade B', 丙: ', grade C' }[zh.charAt(2)] ?? '';
  return { zh, en: level === undefined ? 'no level' : level + grade };
}

function words(known: Words, code: string): Bilingual {
  const [zh, en] = known[code] ?? [code, code];
  return { zh, en };
}

/** The dictionary's word, of the parent code where a region added a child. */
function label(type: string, code: string): string {
  const { values } = dictionary(type);
  return values.get(code) ?? values.get(code.slice(0, 2)) ?? code;
}
