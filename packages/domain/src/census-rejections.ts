/** Reasons to refuse what is recorded of the census; part of the catalogue of rejection-catalogue.ts. */
export const CENSUS_REJECTIONS = {
  'census-person-unknown': {
    zh: '{count} 人不在您的普查、续保名单中',
    en: '{count} of these persons are not of your census or renewals',
    remedyZh: '请从名单中重新选择；人已迁出或合并的，先刷新名单',
    remedyEn: 'choose them from the list again; refresh it when somebody has moved or was merged',
  },
  'collector-unfit': {
    zh: '没有这个网格员，或已离岗',
    en: 'there is no such collector, or he has ended',
    remedyZh: '请选择在岗的网格员、专干',
    remedyEn: 'choose a collector who is active',
  },
  'collector-unit-unfit': {
    zh: '网格员、专干须属于社区或学校',
    en: 'a collector belongs to a community or a school',
    remedyZh: '请选择社区、村或学校',
    remedyEn: 'choose a community, a village or a school',
  },
  'finding-not-open': {
    zh: '这个疑点已经处理，或已不存在',
    en: 'this finding is decided already, or has gone',
    remedyZh: '请刷新名单',
    remedyEn: 'refresh the list',
  },
  'findings-none': {
    zh: '没有可以生成名单的待处理疑点',
    en: 'there are no open findings to make a list of',
    remedyZh: '请刷新疑点，或改选类别、学校',
    remedyEn: 'refresh the findings, or choose another kind or school',
  },
  'visit-in-future': {
    zh: '走访日期 {day} 还没有到',
    en: 'the day of the visit, {day}, has not come yet',
    remedyZh: '请填实际走访的日期',
    remedyEn: 'enter the day on which the visit was made',
  },
  'promise-misplaced': {
    zh: '承诺日期只用于“承诺参保”，且不早于走访日期',
    en: 'a promised day belongs to a promise and is not before the visit',
    remedyZh: '请改正结果或日期',
    remedyEn: 'correct the result or the day',
  },
  'exempt-misplaced': {
    zh: '“{result}”的结果不能同时注明免计原因，或此人不在底册中',
    en: 'with this result ({result}) nobody is left out of the count, or he is in no census',
    remedyZh: '已参保、承诺、不愿参保的不填免计原因；在外参保的须填原因',
    remedyEn: 'leave the reason empty for enrolled, promised and refuses; insured elsewhere needs one',
  },
  'unenrolled-listed': {
    zh: '该单位已在应参保未参保名册中',
    en: 'this employer is on the register already',
    remedyZh: '请在名册中按信用代码查找，登记走访',
    remedyEn: 'find it there by its credit code and record the visit',
  },
  'unenrolled-changed': {
    zh: '该单位的资料刚被更正过，与您看到的不同',
    en: 'the facts of this employer were corrected meanwhile and are not those you saw',
    remedyZh: '请刷新页面，核对后再更正',
    remedyEn: 'load the page again, look at them, then correct',
  },
  'unenrolled-enrolled': {
    zh: '登记显示该单位已有 {insured} 人参保',
    en: 'by the registers this employer has {insured} insured',
    remedyZh: '不必再走访；人数不符的，立案稽核',
    remedyEn: 'no visit is needed; if the number is too low, begin an audit',
  },
  'credit-code-wrong': {
    zh: '统一社会信用代码不正确，应为 18 位且校验码相符',
    en: 'the unified social credit code is wrong: 18 characters with a check character',
    remedyZh: '请核对营业执照',
    remedyEn: 'check it against the licence',
  },
  'promise-day-missing': {
    zh: '承诺参保须写明承诺日期',
    en: 'a promise needs the day it is promised by',
    remedyZh: '请填写承诺日期',
    remedyEn: 'enter the day',
  },
  'visit-reason-missing': {
    zh: '“{result}”须写明原因',
    en: 'this result ({result}) needs its reason',
    remedyZh: '请填写原因',
    remedyEn: 'say why',
  },
  'escalation-unfit': {
    zh: '最近一次走访的结果不是拒不参保，不能约谈或移送',
    en: 'the last visit did not end with a refusal: there is nothing to escalate',
    remedyZh: '先登记走访结果',
    remedyEn: 'record the visit first',
  },
  'step-days-wrong': {
    zh: '约谈、移送日期不晚于今天，下一步日期不早于它',
    en: 'the day of the step is not after today, and the next step is not before it',
    remedyZh: '请改正日期',
    remedyEn: 'correct the days',
  },
} as const;
