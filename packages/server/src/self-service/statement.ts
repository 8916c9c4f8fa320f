import { MOVEMENT_KINDS, type StatementQuery } from '@gongji/contract';
import { type Bilingual, fen, yuanText } from '@gongji/domain';
import { type XlsxCell, xlsxFile } from '@gongji/sheets';
import { personCircumstances } from '@gongji/store/print';
import { personFile } from '@gongji/store/rest';
import { personFields } from '../print/person-fields.ts';
import { beijingTime } from '../provider-interface/message/beijing-time.ts';
import type { FileAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { chinaDay } from '../settlement/benefit-year.ts';

const NAMES: Readonly<Record<string, Bilingual>> = MOVEMENT_KINDS;
const HEADS = {
  zh: ['日期', '事项', '金额（元）', '余额（元）'],
  en: ['Day', 'Movement', 'Amount (yuan)', 'Balance (yuan)'],
} as const;

/** 个人账户对账单 of a year as a spreadsheet: the movements of the account with the balance after each. */
export async function accountStatement(
  deps: RestDeps,
  caller: Caller,
  ref: string,
  { year: asked, lang }: StatementQuery,
): Promise<FileAnswer> {
  const person = await personFile(deps.pool, caller, ref);
  const today = chinaDay(deps.now());
  const year = asked ?? today.slice(0, 4);
  const found =
    person === undefined ? undefined : await personCircumstances(deps.pool, person.personId, year);
  if (found === undefined) return { kind: 'problem', code: 'not-found', errors: [] };
  const { personName, psnNo } = personFields(found.person, today, caller);
  const title = lang === 'zh' ? `个人账户对账单 ${year} 年` : `Account statement ${year}`;
  const total = found.movements.reduce((sum, one) => sum + one.amountFen, 0);
  const head = (value: string): XlsxCell => ({ value, style: 'head' });
  const amount = (value: number): XlsxCell => yuanText(fen(value));
  const content = xlsxFile([
    {
      name: lang === 'zh' ? '对账单' : 'Statement',
      columns: [{ width: 14 }, { width: 28 }, { width: 16 }, { width: 16 }],
      frozenRows: 3,
      rows: [
        [{ value: `${title}　${personName} ${psnNo}`, style: 'title' }],
        [`${lang === 'zh' ? '导出' : 'exported'} ${beijingTime(deps.now())}`],
        HEADS[lang].map(head),
        ...found.movements.map((one) => [
          one.on,
          NAMES[one.kind]?.[lang] ?? one.kind,
          amount(one.amountFen),
          amount(one.balanceFen),
        ]),
        [head(lang === 'zh' ? '合计' : 'Total'), '', amount(total), ''],
      ],
    },
  ]);
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return { kind: 'file', file: { type, name: `account-${year}.xlsx`, disposition: 'attachment', content } };
}
