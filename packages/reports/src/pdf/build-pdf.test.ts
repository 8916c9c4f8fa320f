import { expect, test } from 'vitest';
import { formsOf } from '../document/catalogue.ts';
import { formatValue } from '../document/format-value.ts';
import type { AnyDocument, Language, Paper } from '../document/paper.ts';
import { readTemplates } from '../template/read-templates.ts';
import type { Template } from '../template/template.ts';
import { pdfPages, pdfText } from '../testing/pdf-text.ts';
import { CLOSING, LIST, NOTICE, RECEIPT } from '../testing/sample-contribution-papers.ts';
import { DAY, EXPLANATION, SETTLEMENT, STAMP } from '../testing/sample-papers.ts';
import {
  CERTIFICATE,
  DETAIL,
  ENROLMENT_FORM,
  LETTER,
  PROOF,
  RECORD,
  SHEETS,
  STATEMENT,
} from '../testing/sample-person-papers.ts';
import { DUNNING, LEVY_DECISION, LEVY_NOTICE } from '../testing/sample-unit-papers.ts';
import { buildPdf, buildPdfOfMany } from './build-pdf.ts';

const TEMPLATES = readTemplates();
const DATA: Readonly<Record<string, AnyDocument>> = {
  'settlement-sheet': SETTLEMENT,
  'explanation-sheet': EXPLANATION,
  'day-list': DAY,
  'cover-certificate': CERTIFICATE,
  'account-statement': STATEMENT,
  'yearly-record': RECORD,
  'own-contributions': DETAIL,
  'cover-proof': PROOF,
  'enrolment-form': ENROLMENT_FORM,
  'contact-letter': LETTER,
  'transfer-sheets': SHEETS,
  'contribution-notice': NOTICE,
  'contribution-list': LIST,
  'contribution-receipt': RECEIPT,
  'dunning-notice': DUNNING,
  'levy-notice': LEVY_NOTICE,
  'levy-decision': LEVY_DECISION,
  'counter-closing': CLOSING,
};
const bare = (text: string): string => text.replaceAll(/\s+/g, '');

function template(id: string): Template {
  const found = TEMPLATES.find((t) => t.id === id);
  if (found === undefined) throw new Error(`no template ${id}`);
  return found;
}

async function build(id: string, language: Language, change: Partial<AnyDocument> = {}): Promise<Uint8Array> {
  const wanted = template(id);
  const data = { ...DATA[wanted.document], ...change } as AnyDocument;
  const built = await buildPdf({ template: wanted, data, stamp: STAMP, language, at: new Date(0) });
  if (built.kind === 'refused') throw new Error(JSON.stringify(built.problems));
  return built.bytes;
}

const every = TEMPLATES.flatMap((t) => (['zh', 'en'] as const).map((language) => [t.id, language] as const));

test.each(every)('%s in %s shows every field of its template, with its label', async (id, language) => {
  const text = await pdfText(await build(id, language));
  const wanted = template(id);
  const paper: Paper = DATA[wanted.document] as Paper;
  const { fields } = formsOf(wanted.document);
  const shown = wanted.blocks.flatMap((block) => {
    if (block.kind === 'fields')
      return block.items.flatMap(({ field, label }) => [
        label[language],
        formatValue(fields[field] ?? 'text', paper.fields[field], language),
      ]);
    if (block.kind === 'table') return block.columns.map((c) => c.label[language]);
    return [];
  });
  expect(shown.length).toBeGreaterThan(5);
  expect(shown.map(bare).filter((words) => !text.includes(words))).toEqual([]);
});

test.each(every)('%s in %s carries what every paper carries', async (id, language) => {
  const pages = await pdfPages(await build(id, language));
  const whole = pages.join('');
  for (const words of [STAMP.number, STAMP.printedAt, STAMP.printedBy, STAMP.code, id])
    expect(whole, words).toContain(bare(words));
  expect(whole).toContain(language === 'zh' ? '补打第1次' : 'reprint1');
  if (template(id).page === 'roll80') return;
  pages.forEach((page, index) => {
    const words =
      language === 'zh' ? `第${index + 1}页/共${pages.length}页` : `Page${index + 1}of${pages.length}`;
    expect(page).toContain(words);
    expect(page).toContain(STAMP.number);
  });
});

test('amounts stand in digits and in capitals', async () => {
  const text = await pdfText(await build('settlement-inpatient', 'zh'));
  expect(text).toContain('医疗费总额12,345.67壹万贰仟叁佰肆拾伍元陆角柒分');
  expect(text).toContain('个人现金支付2,675.67贰仟陆佰柒拾伍元陆角柒分');
  expect(text).toContain('账户余额123.04壹佰贰拾叁元零肆分');
});

test('a reversal prints negative amounts, sign first and 负 in words, and says what it reverses', async () => {
  const opposite = Object.fromEntries(
    Object.entries(SETTLEMENT.fields).map(([name, value]) => [
      name,
      typeof value === 'number' && name.endsWith('Fen') ? 0 - value : value,
    ]),
  );
  const rows = { lines: [], categories: [], shares: [], counters: [], funds: [] };
  const change = { fields: { ...opposite, originId: '123' }, rows, flags: ['reversal'] };
  const text = await pdfText(await build('settlement-inpatient', 'zh', change as Partial<AnyDocument>));
  expect(text).toContain('-12,345.67负壹万贰仟叁佰肆拾伍元陆角柒分');
  expect(text).toContain('冲销结算123');
  expect(text).not.toContain('-0.00');
});

test('rare characters keep their code points', async () => {
  const text = await pdfText(await build('settlement-inpatient', 'zh'));
  expect(text).toContain('𠮷𬭎龑');
  expect(text).not.toContain('〓');
});

test('a character that no font has prints as 〓, and the foot names it', async () => {
  const fields = { ...SETTLEMENT.fields, personName: '王\u{31349}\u{3134a}' };
  const text = await pdfText(await build('settlement-inpatient', 'zh', { fields } as Partial<AnyDocument>));
  expect(text).toContain('王〓〓');
  expect(text).toContain('U+31349');
  expect(text).toContain('U+3134A');
});

test('an unsettled day says so, and repeats the head of its table on every page', async () => {
  const pages = await pdfPages(await build('day-list', 'zh'));
  expect(pages[0]).toContain('未结算，金额仅供参考');
  expect(pages.length).toBeGreaterThan(1);
  const withLines = pages.filter((page) => page.includes('注射用奥美拉唑钠'));
  expect(withLines.length).toBeGreaterThan(1);
  for (const page of withLines) expect(page).toContain('项目编码');
});

test('the explanation gives title, sentence, formula and clause of each step', async () => {
  const text = await pdfText(await build('explanation', 'zh'));
  expect(text.match(/10200\.00×85%=8670\.00/g)).toHaveLength(14);
  expect(text.match(/依据：《共济市职工基本医疗保险办法》第十二条/g)).toHaveLength(14);
});

test('totals that do not equal their parts are refused, each with its place', async () => {
  const fields = { ...SETTLEMENT.fields, fundFen: 867_001 };
  const data = { ...SETTLEMENT, fields };
  const request = { template: template('settlement-inpatient'), stamp: STAMP, at: new Date(0) };
  const built = await buildPdf({ ...request, data, language: 'zh' });
  if (built.kind === 'built') throw new Error('it was printed');
  expect(built.problems.map((p) => p.at)).toEqual(['totalFen', 'funds.amountFen']);
  expect(built.problems[1]?.message.zh).toBe('funds.amountFen 为 8,670.00 元，与 fundFen 的 8,670.01 元不符');
});

test('a line whose parts do not sum is named', async () => {
  const [first, ...others] = DAY.rows.lines;
  const lines = [{ ...first, amountFen: 1_100 }, ...others];
  const data = { ...DAY, rows: { ...DAY.rows, lines } };
  const built = await buildPdf({
    template: template('day-list'),
    data,
    stamp: STAMP,
    language: 'en',
    at: new Date(0),
  });
  expect(built.kind === 'refused' && built.problems.map((p) => p.at)).toEqual(['lines.amountFen', 'lines.1']);
});

test('many papers in one file have their own number, code and pages', async () => {
  const stamps = ['A1', 'B2'].map((number) => ({ ...STAMP, number, code: `${number}00-0000-0000-0000` }));
  const papers = stamps.map((stamp) => ({
    template: template('contribution-notice-unit'),
    data: NOTICE,
    stamp,
  }));
  const built = await buildPdfOfMany(papers, { language: 'zh', at: new Date(0) });
  if (built.kind === 'refused') throw new Error(JSON.stringify(built.problems));
  const pages = await pdfPages(built.bytes);
  expect(pages).toHaveLength(2);
  pages.forEach((page, index) => {
    expect(page).toContain('第1页/共1页');
    expect(page).toContain(stamps[index]?.code);
    expect(page).not.toContain(stamps[1 - index]?.code);
  });
  // One wrong sum among them, and nothing is printed: 2,858.00 − 1 fen.
  const wrong = { ...NOTICE, fields: { ...NOTICE.fields, billedFen: 285_799 } };
  const second = { template: template('contribution-notice-unit'), data: wrong, stamp: STAMP };
  const refused = await buildPdfOfMany([...papers, second], { language: 'zh', at: new Date(0) });
  expect(refused.kind === 'refused' && refused.problems.map((p) => p.at)).toEqual([
    'billedFen',
    'components.lineFen',
    'members.memberFen',
  ]);
});

test('a notice states what is due in capitals', async () => {
  const text = await pdfText(await build('contribution-notice-unit', 'zh'));
  expect(text).toContain('应缴合计2,858.00贰仟捌佰伍拾捌元整');
  expect(text).toContain('尚未缴纳1,858.00壹仟捌佰伍拾捌元整');
});
