import type { Bilingual } from '@gongji/domain';

const name = (zh: string, en: string): Bilingual => ({ zh, en });

/** What a transaction of the provider interface does, in words. */
const NAMES: Readonly<Record<string, Bilingual>> = {
  1101: name('获取人员信息', 'get the person'),
  1201: name('获取机构信息', 'get the institution'),
  2001: name('待遇检查', 'check eligibility'),
  2101: name('药店预结算', 'pharmacy preview'),
  2102: name('药店结算', 'pharmacy settlement'),
  2103: name('药店结算撤销', 'pharmacy reversal'),
  2201: name('门诊挂号', 'outpatient registration'),
  2202: name('挂号撤销', 'cancel the registration'),
  2203: name('就诊信息上传', 'upload the visit'),
  2204: name('门诊明细上传', 'upload outpatient fees'),
  2205: name('门诊明细撤销', 'withdraw outpatient fees'),
  2206: name('门诊预结算', 'outpatient preview'),
  2207: name('门诊结算', 'outpatient settlement'),
  2208: name('门诊结算撤销', 'outpatient reversal'),
  2301: name('住院明细上传', 'upload inpatient fees'),
  2302: name('住院明细撤销', 'withdraw inpatient fees'),
  2303: name('住院预结算', 'inpatient preview'),
  2304: name('住院结算', 'inpatient settlement'),
  2305: name('住院结算撤销', 'inpatient reversal'),
  2401: name('入院办理', 'admission'),
  2402: name('出院办理', 'discharge'),
  2403: name('住院信息变更', 'change the stay'),
  2404: name('入院撤销', 'cancel the admission'),
  2405: name('出院撤销', 'cancel the discharge'),
  2601: name('冲正', 'compensation'),
  3201: name('对总账', 'reconcile totals'),
  3202: name('对明细账', 'reconcile details'),
  3203: name('清算申请', 'apply for clearing'),
  3204: name('清算申请撤销', 'withdraw the application'),
  3301: name('目录对照上传', 'upload the mapping'),
  3302: name('目录对照撤销', 'withdraw the mapping'),
  4101: name('结算清单上传', 'upload the settlement list'),
  9001: name('签到', 'sign in'),
  9002: name('签退', 'sign out'),
  9101: name('文件上传', 'upload a file'),
  9102: name('文件下载', 'download a file'),
};

/** Variants such as 2207A are named as their base. */
export function transactionName(infno: string): Bilingual {
  return NAMES[infno] ?? NAMES[infno.replace(/A$/, '')] ?? { zh: '', en: '' };
}
