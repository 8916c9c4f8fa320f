import type { Bilingual } from '@gongji/domain';

const word = (zh: string, en: string): Bilingual => ({ zh, en });
const NONE = word('无', 'none');
const OTHER = word('其他', 'other');

/** Values of facts in words, by attribute; codes of national lists that are not here are shown as they are. */
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
  residence: { urban: word('城镇', 'urban'), rural: word('农村', 'rural') },
  enrolledBy: {
    community: word('社区（村）', 'the community'),
    school: word('学校', 'the school'),
    employer: word('单位', 'the employer'),
    self: word('本人', 'the person'),
  },
  employerKind: {
    government: word('机关', 'government'),
    institution: word('事业单位', 'public institution'),
    enterprise: word('企业', 'enterprise'),
    none: NONE,
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
    tcm: word('中医医院', 'hospital of Chinese medicine'),
    psychiatric: word('精神专科医院', 'psychiatric hospital'),
    maternity: word('妇幼保健院', 'maternity hospital'),
    rehabilitation: word('康复医院', 'rehabilitation hospital'),
    community: word('社区卫生服务机构', 'community centre'),
    township: word('乡镇卫生院', 'township hospital'),
    village: word('村卫生室', 'village clinic'),
    clinic: word('门诊部、诊所', 'clinic'),
    school: word('校医院', 'school clinic'),
    pharmacy: word('药店', 'pharmacy'),
    other: word('其他机构', 'other'),
  },
  area: {
    local: word('统筹区内', 'in the region'),
    inProvince: word('省内异地', 'elsewhere in the province'),
    outProvince: word('省外', 'outside the province'),
  },
  filing: {
    local: word('不需要备案', 'not needed'),
    resettled: word('异地安置备案', 'filed: lives there'),
    referred: word('转诊备案', 'filed: referred'),
    emergency: word('急诊，视同备案', 'emergency, as filed'),
    unfiled: word('未备案', 'not filed'),
  },
  medType: {
    '13': word('急诊', 'emergency'),
    '1301': word('急诊抢救', 'emergency rescue'),
    other: word('一般情形', 'ordinary'),
  },
  matnType: {
    '1': word('正常产', 'normal birth'),
    '2': word('助娩产', 'assisted birth'),
    '3': word('剖宫产', 'caesarean'),
    '4': word('多胞胎生产', 'multiple birth'),
    '5': word('早期终止妊娠', 'early termination'),
    '6': word('中期引产', 'induced, late'),
    '7': word('产前检查', 'prenatal check'),
    '9': word('辅助生殖', 'assisted reproduction'),
    none: NONE,
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
    none: NONE,
    other: OTHER,
  },
};

/** A value of a fact for people; a code stays a code. */
export function factValueText(attribute: string, value: string): Bilingual {
  return VALUES[attribute]?.[value] ?? { zh: value, en: value };
}
