import { PPM, type RatePpm, type Rejection } from '@gongji/domain';
import type { BillLine } from '@gongji/engine';
import type { CatalogueItem, FeeLine } from '@gongji/store/provider-interface';
import type { Call } from '../call.ts';
import { dayOf } from '../reading/moments.ts';
import { reject } from '../reading/rejections.ts';
import { splitLine } from './line-split.ts';
import type { SentLine } from './sent-line.ts';

export type Priced =
  | { readonly kind: 'priced'; readonly lines: readonly FeeLine[] }
  | { readonly kind: 'rejected'; readonly rejections: readonly Rejection[] };

/**
 * Puts the catalogue's terms on each line: class, charge type, first-pay of the scheme, ceiling of the institution's level,
 * all as of the day of the fee. Every unknown code is reported. No query when the items are in memory.
 */
export async function priceLines(call: Call, insutype: string, lines: readonly SentLine[]): Promise<Priced> {
  const items = await call.services.catalogue.byCodes(lines.map((line) => line.listCode));
  const rejections: Rejection[] = [];
  const priced = lines.flatMap((line) => {
    const item = items.get(line.listCode);
    const on = dayOf(line.at);
    if (item !== undefined && item.validFrom <= on && (item.validTo === null || item.validTo >= on))
      return [priceLine(line, item, { insutype, level: call.institution.level, on })];
    rejections.push(reject('item-unknown', { field: `${line.path}.med_list_codg`, value: line.listCode }));
    return [];
  });
  return rejections.length > 0 ? { kind: 'rejected', rejections } : { kind: 'priced', lines: priced };
}

interface Terms {
  readonly insutype: string;
  readonly level: string;
  readonly on: string;
}

function priceLine(line: SentLine, item: CatalogueItem, { insutype, level, on }: Terms): FeeLine {
  const refused = isRefused(item.restricted, line.approval);
  const holds = (p: { readonly from: string; readonly to: string | null }) =>
    p.from <= on && (p.to === null || p.to >= on);
  const firstPay = item.firstPays.find((p) => p.insutype === insutype && holds(p))?.ppm ?? 0;
  const ceiling = item.ceilings.find((c) => c.level === level && holds(c))?.priceE4;
  const firstPayPpm = (item.itemClass === 'C' ? PPM : firstPay) as RatePpm;
  const { amountFen, cntE4 } = line;
  return {
    id: line.id,
    listCode: line.listCode,
    localCode: line.localCode,
    name: item.name,
    amountFen,
    cntE4,
    pricE6: line.pricE6,
    at: line.at,
    approval: line.approval,
    ...(line.refunds === undefined ? {} : { refunds: line.refunds }),
    itemClass: item.itemClass,
    chargeType: item.chargeType,
    itemKind: item.kind,
    firstPayPpm,
    ...(ceiling === undefined ? {} : { ceilingE4: ceiling }),
    refused,
    flags: flagsOf(item),
    ...splitLine({ amountFen, cntE4, itemClass: item.itemClass, refused, firstPayPpm, ceilingE4: ceiling }),
    sent: line.sent,
  };
}

/** 医院审批标志 × 限制使用标志: a refusal always counts; a restricted item needs an approval. */
export function isRefused(restricted: boolean, approval: string): boolean {
  return approval === '2' || (restricted && approval !== '1');
}

function flagsOf(item: CatalogueItem): string {
  const flags = [item.restricted, item.basicDrug, item.negotiated, item.childDrug, item.specialItem];
  return flags.map((flag) => (flag ? '1' : '0')).join('');
}

/** The line as the engine takes it. */
export function billLine(line: FeeLine): BillLine {
  return {
    id: line.id,
    amountFen: line.amountFen,
    itemClass: line.itemClass,
    kind: line.itemKind,
    firstPayPpm: line.firstPayPpm,
    refused: line.refused,
    cntE4: line.cntE4,
    ...(line.ceilingE4 === undefined ? {} : { ceilingPriceE4: line.ceilingE4 }),
    listCode: line.listCode,
    on: dayOf(line.at),
  };
}
