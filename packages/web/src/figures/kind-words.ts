import type { Bilingual } from '@gongji/domain';
import type { Lang } from '../i18n/language.ts';

/** Person status, tier and special group, as this page splits by them. */
const KINDS: Readonly<Record<string, Bilingual>> = {
  active: { zh: '在职', en: 'Working' },
  retired: { zh: '退休', en: 'Retired' },
  flexible: { zh: '灵活就业', en: 'Self-employed' },
  adult: { zh: '成年居民', en: 'Adult residents' },
  elderly: { zh: '老年居民', en: 'Elderly residents' },
  child: { zh: '少年儿童', en: 'Children' },
  student: { zh: '中小学生', en: 'Pupils' },
  universityStudent: { zh: '大学生', en: 'University students' },
  newborn: { zh: '新生儿', en: 'Newborns' },
  tier1: { zh: '一档', en: 'Tier 1' },
  tier2: { zh: '二档', en: 'Tier 2' },
  none: { zh: '不分档', en: 'No tiers' },
  lowIncome: { zh: '低保对象', en: 'Low-income' },
  extremelyPoor: { zh: '特困人员', en: 'Extremely poor' },
  lowIncomeEdge: { zh: '低保边缘', en: 'Near low-income' },
  povertyWatch: { zh: '防返贫监测对象', en: 'Watched against poverty' },
  severelyDisabled: { zh: '重度残疾', en: 'Severely disabled' },
  orphan: { zh: '孤儿', en: 'Orphans' },
  entitledGroup: { zh: '优抚对象', en: 'Entitled group' },
};

const PAYERS: Readonly<Record<string, Bilingual>> = {
  unit: { zh: '单位（含代扣）', en: 'Employers' },
  person: { zh: '个人', en: 'Persons' },
  account: { zh: '个人账户代扣', en: 'Personal accounts' },
  medicalAid: { zh: '医疗救助资助', en: 'Medical aid' },
  central: { zh: '中央财政', en: 'Central budget' },
  province: { zh: '省级财政', en: 'Provincial budget' },
  city: { zh: '市级财政', en: 'City budget' },
  county: { zh: '县级财政', en: 'County budget' },
};

/** Payer 缴费来源 in words. */
export function payerWord(payer: string, lang: Lang): string {
  return PAYERS[payer]?.[lang] ?? payer;
}

export function kindWord(key: string, lang: Lang): string {
  return KINDS[key]?.[lang] ?? key;
}
