import type { Bilingual } from '@gongji/domain';
import { type Payable, parseAccountPath } from '@gongji/ledger';
import type { Lang } from '../i18n/language.ts';

const USES = {
  expense: { zh: '待遇支出', en: 'expense' },
  income: { zh: '收入', en: 'income' },
  bank: { zh: '银行存款', en: 'bank' },
} as const;

const PAYABLES: Readonly<Record<Payable, Bilingual>> = {
  persons: { zh: '应付个人', en: 'Owed to persons' },
  withdrawals: { zh: '应付账户支取', en: 'Owed from closed accounts' },
  refunds: { zh: '应退缴费', en: 'Contributions to be paid back' },
  transfers: { zh: '应付转移接续', en: 'Owed to other regions for transfers' },
  adjustmentFund: { zh: '应上解调剂金', en: 'Levy owed to the adjustment fund' },
};

const COLLECTION = {
  bank: { zh: '收入户存款', en: 'Collection account at the bank' },
  counter: { zh: '柜面待缴存', en: 'Taken at the counter, not yet at the bank' },
  unallocated: { zh: '暂收款', en: 'Money received, not yet allocated' },
} as const;

/** Sources of income 收入来源 of a fund. */
const SOURCES: Readonly<Record<string, Bilingual>> = {
  employer: { zh: '单位缴费', en: 'employers' },
  person: { zh: '个人缴费', en: 'persons' },
  central: { zh: '中央财政补助', en: 'central subsidy' },
  province: { zh: '省级财政补助', en: 'provincial subsidy' },
  city: { zh: '市级财政补助', en: 'city subsidy' },
  county: { zh: '县级财政补助', en: 'county subsidy' },
  government: { zh: '各级政府补助（分担未载）', en: 'subsidy of all levels of government' },
  medicalAid: { zh: '医疗救助资助', en: 'medical aid' },
  interest: { zh: '利息', en: 'interest' },
  lateFee: { zh: '滞纳金', en: 'late fees' },
  transferIn: { zh: '转移收入', en: 'transfers in' },
};

/** Source of income 收入来源 in words. */
export function sourceWord(source: string, lang: Lang): string {
  return SOURCES[source]?.[lang] ?? source;
}

/** A path of the chart of accounts 会计科目 in words. `names`: funds by payer id. */
export function accountWords(path: string, names: ReadonlyMap<string, Bilingual>, lang: Lang): string {
  const account = parseAccountPath(path);
  const zh = lang === 'zh';
  switch (account?.kind) {
    case undefined:
      return path;
    case 'fund': {
      const fund = names.get(account.fund)?.[lang] ?? account.fund;
      return zh ? `${fund}·${USES[account.use].zh}` : `${fund}, ${USES[account.use].en}`;
    }
    case 'institutionPayable':
      return zh
        ? `应付医药机构 ${account.institutionCode}`
        : `Owed to institution ${account.institutionCode}`;
    case 'payable':
      return PAYABLES[account.to][lang];
    case 'collection':
      return COLLECTION[account.use][lang];
    case 'fundIncome': {
      const fund = names.get(account.fund)?.[lang] ?? account.fund;
      return `${fund}${zh ? '·收入·' : ', income: '}${SOURCES[account.source]?.[lang] ?? account.source}`;
    }
    case 'personalAccounts':
      return zh ? '个人账户' : 'Personal accounts';
  }
}

export function accountUseWord(use: string, lang: Lang): string {
  return use === 'expense' || use === 'income' || use === 'bank' ? USES[use][lang] : use;
}
