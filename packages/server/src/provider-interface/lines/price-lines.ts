import type { Rejection } from '@gongji/domain';
import type { BillLine } from '@gongji/engine';
import type { CatalogueItem, FeeLine } from '@gongji/store/provider-interface';
import { type CatalogueTerms, isRefused, termsOn } from '../../catalogue/terms-on.ts';
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
    const terms = termsOn(item, { insutype, level: call.institution.level, on: dayOf(line.at) });
    if (item !== undefined && terms !== undefined) return [priceLine(line, item, terms)];
    rejections.push(reject('item-unknown', { field: `${line.path}.med_list_codg`, value: line.listCode }));
    return [];
  });
  return rejections.length > 0 ? { kind: 'rejected', rejections } : { kind: 'priced', lines: priced };
}

/** hosp_appr_flag 医院审批标志. */
const APPROVALS: Readonly<Record<string, 'approved' | 'refused'>> = { '1': 'approved', '2': 'refused' };

function priceLine(line: SentLine, item: CatalogueItem, terms: CatalogueTerms): FeeLine {
  const { itemClass, firstPayPpm, ceilingE4 } = terms;
  const refused = isRefused(item.restricted, APPROVALS[line.approval] ?? 'none');
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
    itemClass,
    chargeType: item.chargeType,
    itemKind: terms.kind,
    firstPayPpm,
    ...(ceilingE4 === undefined ? {} : { ceilingE4 }),
    refused,
    flags: flagsOf(item),
    ...splitLine({ amountFen, cntE4, itemClass, refused, firstPayPpm, ceilingE4 }),
    sent: line.sent,
  };
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
