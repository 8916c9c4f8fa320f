import { type Rejection, yuanText } from '@gongji/domain';
import type { FeeBatch, FeeLine } from '@gongji/store/provider-interface';
import { reject } from '../reading/rejections.ts';
import type { SentLine } from './sent-line.ts';

/**
 * What is wrong with the refund lines of an upload. A refund names a line that was uploaded (before, or in the same
 * message) and not settled, of the same item; all refunds of a line together take back no more than it holds.
 */
export function refundProblems(
  sent: readonly SentLine[],
  priced: readonly FeeLine[],
  live: readonly (FeeBatch & { readonly settled: boolean })[],
): readonly Rejection[] {
  const settled = new Set(live.filter((b) => b.settled).flatMap((b) => b.lines.map((line) => line.id)));
  const all = [...live.flatMap((batch) => batch.lines), ...priced];
  const originals = new Map(all.filter((line) => line.refunds === undefined).map((line) => [line.id, line]));
  const refunds = Map.groupBy(
    all.filter((line) => line.refunds !== undefined),
    (line) => line.refunds ?? '',
  );
  return sent.flatMap((line) => {
    if (line.refunds === undefined) return [];
    const why = refundProblem(line, originals.get(line.refunds), settled, refunds.get(line.refunds) ?? []);
    return why === undefined
      ? []
      : [reject('refund-invalid', { field: `${line.path}.init_feedetl_sn`, value: line.refunds, why })];
  });
}

function refundProblem(
  line: SentLine,
  original: FeeLine | undefined,
  settled: ReadonlySet<string>,
  refunds: readonly FeeLine[],
): string | undefined {
  if (original === undefined) return '原明细不存在 (no such line)';
  if (settled.has(original.id)) return '原明细已结算，须先撤销结算 (its line is settled; reverse first)';
  if (original.listCode !== line.listCode) return '与原明细不是同一项目 (another item)';
  const amount = refunds.reduce<number>((sum, r) => sum + r.amountFen, original.amountFen);
  const count = refunds.reduce<number>((sum, r) => sum + r.cntE4, original.cntE4);
  if (amount >= 0 && count >= 0) return undefined;
  return `退费超过原明细 ${yuanText(original.amountFen)} (takes back more than the line holds)`;
}
