import type { Bilingual } from '@gongji/domain';
import { parseAccountPath } from '@gongji/ledger';
import type { Lang } from '../i18n/language.ts';

const USES = {
  expense: { zh: '待遇支出', en: 'expense' },
  income: { zh: '收入', en: 'income' },
  bank: { zh: '银行存款', en: 'bank' },
} as const;

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
    case 'personsPayable':
      return zh ? '应付个人' : 'Owed to persons';
    case 'personalAccounts':
      return zh ? '个人账户' : 'Personal accounts';
  }
}

export function accountUseWord(use: string, lang: Lang): string {
  return use === 'expense' || use === 'income' || use === 'bank' ? USES[use][lang] : use;
}
