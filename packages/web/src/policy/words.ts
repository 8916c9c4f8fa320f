import type { Bilingual } from '@gongji/domain';

const word = (zh: string, en: string): Bilingual => ({ zh, en });

/** Values of facts in words, by attribute. What is not here is a code and is shown as it is. */
const VALUES: Readonly<Record<string, Readonly<Record<string, Bilingual>>>> = {
  personStatus: {
    active: word('在职', 'working'),
    retired: word('退休', 'retired'),
    flexible: word('灵活就业', 'self-employed'),
    adult: word('成年居民', 'adult resident'),
    elderly: word('老年居民', 'elderly resident'),
    child: word('少年儿童', 'child'),
    student: word('中小学生', 'pupil'),
    universityStudent: word('大学生', 'university student'),
    newborn: word('新生儿', 'newborn'),
  },
  sex: { male: word('男', 'male'), female: word('女', 'female'), unknown: word('未说明', 'not stated') },
  contributionTier: {
    tier1: word('一档', 'tier 1'),
    tier2: word('二档', 'tier 2'),
    none: word('不分档', 'none'),
  },
  institutionLevel: {
    primary: word('一级及以下', 'primary'),
    secondary: word('二级', 'secondary'),
    tertiary: word('三级', 'tertiary'),
  },
  institutionGrade: {
    A: word('甲等', 'grade A'),
    B: word('乙等', 'grade B'),
    C: word('丙等', 'grade C'),
    none: word('未定等', 'not graded'),
  },
  institutionKind: {
    general: word('综合医院', 'general hospital'),
    tcm: word('中医医院', 'Chinese medicine'),
    psychiatric: word('精神专科', 'psychiatric'),
    maternity: word('妇幼保健院', 'maternity'),
    rehabilitation: word('康复医院', 'rehabilitation'),
    community: word('社区卫生服务机构', 'community centre'),
    township: word('乡镇卫生院', 'township hospital'),
    village: word('村卫生室', 'village clinic'),
    clinic: word('门诊部、诊所', 'clinic'),
    school: word('校医院', 'school clinic'),
    pharmacy: word('药店', 'pharmacy'),
    other: word('其他机构', 'other'),
  },
  area: {
    local: word('本市', 'in the city'),
    inProvince: word('省内异地', 'elsewhere in the province'),
    outProvince: word('省外', 'outside the province'),
  },
  filing: {
    local: word('不需要备案', 'not needed'),
    resettled: word('异地安置备案', 'filed: lives there'),
    referred: word('转诊备案', 'filed: referred'),
    emergency: word('急诊（视同备案）', 'emergency (as filed)'),
    unfiled: word('未备案', 'not filed'),
  },
  diseaseCode: {
    M03900: word('高血压', 'hypertension'),
    M01600: word('糖尿病', 'diabetes'),
    M07803: word('肾衰竭透析', 'dialysis'),
    M00500: word('恶性肿瘤门诊治疗', 'cancer treatment'),
    M08300: word('器官移植抗排异', 'anti-rejection after transplant'),
    BZ001: word('老年性白内障', 'senile cataract'),
    BZ002: word('急性单纯性阑尾炎', 'acute appendicitis'),
    BZ003: word('腹股沟疝', 'inguinal hernia'),
    none: word('无', 'none'),
    other: word('其他', 'other'),
  },
  medType: {
    '13': word('急诊', 'emergency'),
    '1301': word('急诊抢救', 'emergency rescue'),
    '71': word('家庭病床', 'home bed'),
    other: word('一般情形', 'ordinary'),
  },
  matnType: {
    '1': word('正常产', 'normal birth'),
    '2': word('助娩产', 'assisted birth'),
    '3': word('剖宫产', 'caesarean'),
    '4': word('多胞胎生产', 'multiple birth'),
    '5': word('流产', 'abortion, early'),
    '6': word('引产', 'induced, late'),
    '7': word('产前检查', 'prenatal check'),
    '9': word('辅助生殖', 'assisted reproduction'),
    none: word('无', 'none'),
  },
};

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

export function factValueWord(attribute: string, value: string): Bilingual {
  return VALUES[attribute]?.[value] ?? word(value, value);
}

export function lineKindWord(kind: string): Bilingual {
  return LINE_KIND_WORDS[kind] ?? word(kind, kind);
}

export function regionWord(code: string): Bilingual {
  return REGIONS[code] ?? word(code, code);
}
