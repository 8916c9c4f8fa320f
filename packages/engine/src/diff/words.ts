import { type Fen, yuanText } from '@gongji/domain';
import type { ExprText, PolicyModel, StepModel, TableCell, TableRow, ValueUnit } from '../model.ts';
import { rateText } from '../trace-reading.ts';

/** A canonical value as an officer writes it: fen → "1300.00", ppm → "85%", 0/1 → "false"/"true". */
export function valueText(value: number, unit: ValueUnit): string {
  switch (unit) {
    case 'yuan':
      return yuanText(value as Fen);
    case 'rate':
      return rateText(value);
    case 'number':
      return String(value);
    case 'boolean':
      return value === 0 ? 'false' : 'true';
  }
}

/** A cell as written; `money` when its numbers are fen. */
export function cellText(cell: TableCell, money = false): string {
  if (cell.kind === 'any') return 'any';
  if (cell.kind === 'values') return cell.values.join('|');
  const bound = (n: number): string => (money ? yuanText(n as Fen) : String(n));
  if (cell.min === cell.max) return bound(cell.min);
  if (cell.min === -Infinity) return `<=${bound(cell.max)}`;
  if (cell.max === Infinity) return `>=${bound(cell.min)}`;
  return `${bound(cell.min)}..${bound(cell.max)}`;
}

/** The cells of a row as written; cells under a counter of money are yuan. */
export function rowText(policy: PolicyModel, by: readonly string[], row: TableRow): string {
  const isMoney = (name: string): boolean =>
    policy.counters.get(name.replace('counter.', ''))?.unit === 'yuan';
  return row.cells
    .map((cell, i) => cellText(cell, (by[i] ?? '').startsWith('counter.') && isMoney(by[i] ?? '')))
    .join(', ');
}

/** A step on one line, with everything that decides what it does and nothing that does not (notes, places). */
export function stepText(step: StepModel): string {
  const when = step.when === undefined ? '' : ` when ${step.when.text}`;
  return `${step.kind} ${detail(step)}${when}`;
}

function detail(step: StepModel): string {
  switch (step.kind) {
    case 'classify':
      return words({
        firstPay: step.firstPay,
        selfPaid: step.selfPaid,
        ceiling: String(step.ceiling),
        sums: sumsText(step),
      });
    case 'let':
      return `${step.name} = ${step.is.text}`;
    case 'deduct':
      return words({
        '': step.name,
        from: step.from,
        upTo: step.upTo,
        rate: step.rate,
        role: step.role,
        round: step.round,
      });
    case 'limit':
      return words({ '': step.name, of: step.of, to: step.to });
    case 'share':
      return words({
        '': step.payer,
        as: step.name,
        of: step.of,
        pays: howText(step.how),
        round: step.round,
        cap: step.cap,
        overCap: step.overCap,
      });
    case 'refuse':
      return `${step.code}: ${step.message.zh} / ${step.message.en}`;
    case 'account':
      return words({ '': step.which, of: step.of });
    case 'pay':
      return words({
        '': step.payer,
        into: step.into,
        as: step.name,
        component: step.component,
        amount: step.amount,
        round: step.round,
      });
    case 'cover':
      return words({ from: step.from, to: step.to, waitingFrom: step.waitingFrom, repair: step.repair?.en });
    case 'suspend':
      return words({ from: step.from });
    case 'retire':
      return words({ from: step.from, earliest: step.earliest });
    case 'use':
      return step.fragment;
  }
}

function howText(how: Extract<StepModel, { readonly kind: 'share' }>['how']): string {
  switch (how.kind) {
    case 'rate':
      return how.rate.text;
    case 'amount':
      return `amount ${how.amount.text}`;
    case 'bands': {
      const rows = how.rows.map(
        (row) => `${row.upTo === undefined ? 'rest' : `to ${row.upTo.text}`}: ${row.rate.text}`,
      );
      return `${words({ '': `${how.mode} bands`, from: how.from, edge: how.mode === 'whole' ? how.edge : undefined })} (${rows.join('; ')})`;
    }
  }
}

function sumsText(step: Extract<StepModel, { readonly kind: 'classify' }>): string | undefined {
  const sums = [...step.sums].map(
    ([name, sum]) => `${name}=${sum.of}${sum.where === undefined ? '' : ` where ${sum.where.text}`}`,
  );
  return sums.length === 0 ? undefined : `(${sums.join('; ')})`;
}

function words(parts: Readonly<Record<string, string | ExprText | undefined>>): string {
  return Object.entries(parts)
    .flatMap(([key, part]) => {
      if (part === undefined) return [];
      return `${key} ${typeof part === 'string' ? part : part.text}`.trim();
    })
    .join(' ');
}
