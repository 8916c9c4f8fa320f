import { type Bilingual, type CalendarDate, fen } from '@gongji/domain';
import { type AnyDocument, moneyText } from '@gongji/reports';
import type { Caller } from '../rest/caller.ts';
import { collectionListPaper, listPaper, moneyPaper } from './contribution-lists.ts';
import { billPaper, type ContributionPaper, type PaperDeps } from './contribution-paper.ts';
import { closingPaper } from './counter-paper.ts';
import { fact, type Verification } from './verification.ts';

/** A printed paper about contributions made again from what the books say now. */
export async function contributionPaperOf(
  deps: PaperDeps,
  anybody: Caller,
  document: string,
  subject: string,
): Promise<ContributionPaper | undefined> {
  const [what = '', id = '', scheme = '', period = ''] = subject.split(' ');
  if (what === 'counter') return closingPaper(deps, anybody, { clerk: id, day: scheme as CalendarDate });
  if (what === 'collection') return collectionListPaper(deps, anybody, id);
  if (what === 'money') return moneyPaper(deps, anybody, id);
  if (what === 'list') {
    if (scheme !== 'employee' && scheme !== 'resident') return undefined;
    return listPaper(deps, anybody, { unitId: id, scheme, period, open: false });
  }
  if (document !== 'contribution-notice' && document !== 'contribution-receipt') return undefined;
  return billPaper(deps, anybody, subject, document);
}

const AMOUNTS: readonly (readonly [field: string, zh: string, en: string])[] = [
  ['billedFen', '应缴（元）', 'Due (yuan)'],
  ['settledFen', '已缴（元）', 'Paid (yuan)'],
  ['openFen', '未缴（元）', 'Open (yuan)'],
  ['receivedFen', '收到（元）', 'Received (yuan)'],
  ['bookedFen', '收款合计（元）', 'Taken in all (yuan)'],
];

/** What to compare the paper with; the name of a person is masked already. */
export function contributionFacts(data: AnyDocument): Verification['facts'] {
  const fields: Readonly<Record<string, unknown>> = data.fields;
  const scheme = fields.schemeName as Bilingual | undefined;
  const texts = [
    ['payerName', '缴费人', 'Payer'],
    ['billNo', '缴费单号', 'Bill'],
    ['serial', '流水号', 'Serial'],
    ['period', '费款所属期', 'Period'],
    ['clerkName', '收款员', 'Clerk'],
    ['counterDay', '收款日期', 'Day'],
  ] as const;
  return [
    ...texts.flatMap(([field, zh, en]) =>
      fields[field] === undefined ? [] : [fact(zh, en, String(fields[field]))],
    ),
    ...(scheme === undefined ? [] : [fact('险种', 'Scheme', `${scheme.zh} ${scheme.en}`)]),
    ...AMOUNTS.flatMap(([field, zh, en]) =>
      typeof fields[field] === 'number' ? [fact(zh, en, moneyText(fen(fields[field])))] : [],
    ),
  ];
}
