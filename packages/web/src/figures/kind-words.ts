import type { Bilingual } from '@gongji/domain';
import { factValueText } from '@gongji/engine';
import type { Lang } from '../i18n/language.ts';
import { groupWord } from '../person/person-words.ts';

const PAYERS: Readonly<Record<string, Bilingual>> = {
  unit: { zh: '单位（含代扣）', en: 'Employers' },
  person: { zh: '个人', en: 'Persons' },
  account: { zh: '个人账户代扣', en: 'Personal accounts' },
  medicalAid: { zh: '医疗救助资助', en: 'Medical aid' },
  central: { zh: '中央财政', en: 'Central budget' },
  province: { zh: '省级财政', en: 'Provincial budget' },
  city: { zh: '市级财政', en: 'City budget' },
  county: { zh: '县级财政', en: 'County budget' },
  government: { zh: '各级政府（分担未载）', en: 'All levels of government' },
};

/** Payer 缴费来源 in words. */
export function payerWord(payer: string, lang: Lang): string {
  return PAYERS[payer]?.[lang] ?? payer;
}

/** A value of what the insured are split by: person status, tier or special group. */
export function kindWord(by: 'personStatus' | 'tier' | 'group', key: string): Bilingual {
  if (by === 'group') return groupWord(key);
  return factValueText(by === 'tier' ? 'contributionTier' : by, key);
}
