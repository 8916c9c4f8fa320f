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

/** Pooling regions 统筹区 that this installation has policies of, by division code. */
const REGIONS: Readonly<Record<string, Bilingual>> = {
  '990100': word('共济市（示范）', 'Gongji City (model)'),
  '990201': word('某市甲', 'Unnamed city A'),
  '990202': word('某市乙', 'Unnamed city B'),
  '230100': word('哈尔滨市', 'Harbin'),
  '420600': word('襄阳市', 'Xiangyang'),
  '360700': word('赣州市', 'Ganzhou'),
  '440100': word('广州市', 'Guangzhou'),
  '430100': word('长沙市', 'Changsha'),
  '321000': word('扬州市', 'Yangzhou'),
  '500000': word('重庆市', 'Chongqing'),
  '340706': word('铜陵市义安区', "Yi'an, Tongling"),
};

export function lineKindWord(kind: string): Bilingual {
  return LINE_KIND_WORDS[kind] ?? word(kind, kind);
}

export function regionWord(code: string): Bilingual {
  return REGIONS[code] ?? word(code, code);
}
