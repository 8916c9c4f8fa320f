import type { Bilingual } from '@gongji/domain';
import type { DayRecord, RefusedBill } from '../day/day-record.ts';
import { padEnd, padStart, wrap } from '../terminal/width.ts';
import { money, roundedPercent } from './amounts.ts';
import type { Terminal } from './terminal.ts';
import type { DayTotals } from './totals.ts';

const LABEL = { zh: 16, en: 28 };
const AMOUNT = 16;

/** How much was sent, and how long it took. */
export interface Pace {
  readonly messages: number;
  readonly seconds: number;
}

/** Who paid what: the day in a dozen lines. */
export function printTotals(terminal: Terminal, totals: DayTotals, pace: Pace): void {
  const row = (label: Bilingual, amount: string, note = '') =>
    terminal.line(`  ${terminal.label(label, LABEL)}${padStart(amount, AMOUNT)}  ${note}`.trimEnd());
  const share = (amount: DayTotals['totalFen']) => padStart(roundedPercent(amount, totals.totalFen), 8);
  terminal.heading({ zh: '谁付了多少（元）', en: 'Who paid what (yuan)' });
  const seconds = `${pace.seconds.toFixed(1)} s`;
  row({ zh: '收发报文', en: 'messages answered' }, String(pace.messages), padStart(seconds, 8));
  row({ zh: '结算笔数', en: 'bills settled' }, String(totals.bills));
  if (totals.reversals > 0) row({ zh: '其中已冲销', en: 'of these reversed' }, String(totals.reversals));
  row({ zh: '费用总额', en: 'total cost' }, money(totals.totalFen));
  for (const fund of totals.funds) {
    const name = { zh: `├ ${fund.name.zh}`, en: `├ ${fund.name.en}` };
    row(name, money(fund.amountFen), share(fund.amountFen));
  }
  row({ zh: '├ 个人账户', en: '├ personal accounts' }, money(totals.accountFen), share(totals.accountFen));
  if (totals.providerFen !== 0)
    row({ zh: '├ 医院负担', en: '├ hospitals' }, money(totals.providerFen), share(totals.providerFen));
  row({ zh: '└ 病人现金', en: "└ patients' cash" }, money(totals.cashFen), share(totals.cashFen));
}

const COLUMNS = 11;
/** Columns from which both names and five amounts fit on a line. */
const WIDE = 96;
const HEADS: readonly Bilingual[] = [
  { zh: '总额', en: 'total' },
  { zh: '基金', en: 'funds' },
  { zh: '账户', en: 'acct' },
  { zh: '医院', en: 'hosp' },
  { zh: '现金', en: 'cash' },
];

/** One bill for each kind of patient: a table. */
export function printShown(terminal: Terminal, shown: DayRecord['shown']): void {
  // On a narrow terminal the amounts matter more than the second name.
  const widths = { zh: 18, en: terminal.columns >= WIDE ? 20 : 0 };
  const name = (title: Bilingual) =>
    terminal.label(widths.en === 0 && terminal.language === 'both' ? { ...title, en: '' } : title, widths);
  const cells = (values: readonly string[]) => values.map((value) => padStart(value, COLUMNS)).join('');
  terminal.heading({ zh: '各类就诊各一例（元）', en: 'One of each kind (yuan)' });
  const heads = HEADS.map((head) =>
    terminal.language === 'both' ? `${head.en} ${head.zh}` : head[terminal.language],
  );
  terminal.line(`  ${name({ zh: '', en: '' })}${terminal.style(cells(heads), 'dim')}`);
  for (const { title, bill } of shown) {
    if (bill === undefined) continue;
    const { totalFen, fundFen, accountFen, providerFen, cashFen } = bill.reply;
    terminal.line(
      `  ${name(title)}${cells([totalFen, fundFen, accountFen, providerFen, cashFen].map(money))}`,
    );
  }
}

/** What the messages showed: lost replies, reversals, reconciliation. */
export function printMoments(terminal: Terminal, moments: DayRecord['moments']): void {
  terminal.heading({ zh: '报文与账', en: 'Messages and books' });
  for (const { title, detail, good } of moments) {
    const mark = good ? terminal.style('✓', 'green') : terminal.style('✗', 'red');
    const main = terminal.language === 'en' ? 'en' : 'zh';
    const indent = terminal.language === 'en' ? 32 : 22;
    const [first = '', ...more] = wrap(detail[main], terminal.columns - indent);
    terminal.line(`  ${mark} ${padEnd(title[main], indent - 4)}${first}`);
    for (const line of more) terminal.line(' '.repeat(indent) + line);
    if (terminal.language !== 'both') continue;
    for (const line of wrap(`${title.en}: ${detail.en}`, terminal.columns - 4))
      terminal.line(terminal.style(`    ${line}`, 'dim'));
  }
}

/** Refusals, the same reason told once. */
export function printRefusals(terminal: Terminal, refused: readonly RefusedBill[]): void {
  if (refused.length === 0) return;
  terminal.heading({ zh: '被拒绝的，与原因', en: 'What was refused, and why' });
  const groups = new Map<string, { readonly first: RefusedBill; count: number }>();
  // The scenes made to be refused come first; everyday visits refused for the same reason only add to their count.
  const scenesFirst = [...refused].sort((a, b) => Number(a.everyday) - Number(b.everyday));
  for (const one of scenesFirst) {
    const key = reasonOf(one.message).en.replace(/[\d-]+/g, '#');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: one, count: 1 });
    else group.count += 1;
  }
  for (const { first, count } of groups.values()) {
    const times = count === 1 ? '' : ` ×${count}`;
    const title = { zh: `${first.who.zh}${times}`, en: `${first.who.en}${times}` };
    terminal.line(`  ${terminal.style(terminal.label(title, { zh: 18, en: 30 }).trimEnd(), 'bold')}`);
    terminal.paragraph(reasonOf(first.message), 4);
  }
}

/** `[coverage-missing] insutype=310: ` before each problem: for programs, not for the reader of a summary. */
const PROBLEM_HEAD = /\[[a-z0-9-]+\] ?(?:[^\s:：]+: ?)?/g;

/** Splits an error text: Chinese first, English after `||`. */
export function reasonOf(message: string): Bilingual {
  const [zh = '', en] = message.split('||').map((part) => part.replace(PROBLEM_HEAD, '').trim());
  return { zh, en: en ?? zh };
}
