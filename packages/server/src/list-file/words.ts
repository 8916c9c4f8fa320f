import type { ReceiptsView, RefundsView, RegisterFindingsView, TransfersView } from '@gongji/contract';
import { AUDIT_VALUES, REGISTER_FINDING_KINDS } from '@gongji/contract';
import { AUDIT_DETAILS, AUDIT_SUBJECTS, type Bilingual, fen, yuanText } from '@gongji/domain';
import type { Language } from './list-file.ts';

type Words<Code extends string> = Readonly<Record<Code, Bilingual>>;
type Transfer = TransfersView['items'][number];
type Finding = RegisterFindingsView['items'][number];

/** Of what a second person decides: refunds and declarations. */
export const DECISION_STATES: Words<RefundsView['items'][number]['state'] | 'withdrawn'> = {
  open: { zh: '待复核', en: 'waits' },
  approved: { zh: '已同意', en: 'approved' },
  refused: { zh: '不同意', en: 'refused' },
  paid: { zh: '已支付', en: 'paid' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
};

export const TRANSFER_WORDS: Words<Transfer['direction'] | Transfer['state']> = {
  out: { zh: '转出', en: 'out' },
  in: { zh: '转入', en: 'in' },
  within: { zh: '本地转接', en: 'between schemes here' },
  applied: { zh: '已受理', en: 'applied' },
  letter: { zh: '已有联系函', en: 'letter' },
  sheet: { zh: '信息表待复核', en: 'sheet to check' },
  money: { zh: '资金划转中', en: 'money on its way' },
  done: { zh: '已办结', en: 'done' },
  refused: { zh: '不同意', en: 'refused' },
  withdrawn: { zh: '已撤销', en: 'withdrawn' },
};

export const FINDING_STATES: Words<Finding['state']> = {
  open: { zh: '待处理', en: 'open' },
  done: { zh: '已办结', en: 'done' },
  dismissed: { zh: '已排除', en: 'dismissed' },
  gone: { zh: '已消除', en: 'gone' },
};

/** How much of a receipt is allocated. */
export function allocated({ amountFen, freeFen }: ReceiptsView['items'][number]): Bilingual {
  if (freeFen === 0) return { zh: '已分配', en: 'allocated' };
  return freeFen < amountFen ? { zh: '部分分配', en: 'partly allocated' } : { zh: '待分配', en: 'free' };
}

export function yesNo(yes: boolean): Bilingual {
  return yes ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' };
}

/** 对象 of an entry of the audit log. */
export function subjectText(subject: string, lang: Language): string {
  const [, kind = '', rest = ''] = /^([a-z-]+):(.*)$/.exec(subject) ?? [];
  const known = AUDIT_SUBJECTS[kind];
  return known === undefined ? subject : `${known[lang]} ${rest}`;
}

const NAMES: Readonly<Record<string, Bilingual>> = { ...REGISTER_FINDING_KINDS, ...AUDIT_DETAILS };
const VALUES: Readonly<Record<string, Readonly<Record<string, Bilingual>>>> = AUDIT_VALUES;

/** 内容 of an entry of the audit log in one line. */
export function detailText(detail: Readonly<Record<string, unknown>>, lang: Language): string {
  return Object.entries(detail)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `${NAMES[name]?.[lang] ?? name}: ${valueText(name, value, lang)}`)
    .join(lang === 'zh' ? '；' : '; ');
}

function valueText(name: string, value: unknown, lang: Language): string {
  if (typeof value === 'boolean') return yesNo(value)[lang];
  if (typeof value === 'number') return name.endsWith('Fen') ? yuanText(fen(value)) : String(value);
  if (typeof value === 'string') return VALUES[name]?.[value]?.[lang] ?? value;
  if (Array.isArray(value)) return value.map((one) => valueText(name, one, lang)).join('、');
  if (isBilingual(value)) return value[lang];
  return JSON.stringify(value);
}

function isBilingual(value: unknown): value is Bilingual {
  return typeof value === 'object' && value !== null && 'zh' in value && 'en' in value;
}
