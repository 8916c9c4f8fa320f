import type { Bilingual } from '@gongji/domain';

const word = (zh: string, en: string): Bilingual => ({ zh, en });

const LINE_KIND_WORDS: Readonly<Record<string, Bilingual>> = {
  drug: word('西药', 'drug'),
  patent: word('中成药', 'patent medicine'),
  herb: word('中药饮片', 'herbs'),
  bed: word('床位', 'bed'),
  exam: word('检查', 'examination'),
  lab: word('化验', 'laboratory'),
  treatment: word('治疗', 'treatment'),
  surgery: word('手术', 'surgery'),
  nursing: word('护理', 'nursing'),
  consumable: word('一次性材料', 'consumable'),
  implant: word('植入材料', 'implant'),
  consultation: word('诊察', 'consultation'),
  registration: word('挂号', 'registration'),
  general: word('一般诊疗', 'general care'),
  other: word('其他', 'other'),
};

export const SCHEMES: Readonly<Record<'employee' | 'resident', Bilingual>> = {
  employee: word('职工医保', 'Employee'),
  resident: word('居民医保', 'Resident'),
};

export function lineKindWord(kind: string): Bilingual {
  return LINE_KIND_WORDS[kind] ?? word(kind, kind);
}
