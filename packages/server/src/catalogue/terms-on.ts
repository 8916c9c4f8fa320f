import { PPM, type RatePpm } from '@gongji/domain';
import type { CatalogueItem } from '@gongji/store/provider-interface';

/** Catalogue terms 目录待遇 of one item for a bill: what depends on the day, the scheme and the institution's level. */
export interface CatalogueTerms {
  readonly itemClass: CatalogueItem['itemClass'];
  readonly kind: string;
  /** First-pay 先行自付 ratio; class C is paid wholly by the person. */
  readonly firstPayPpm: RatePpm;
  /** Price ceiling 限价 in ten-thousandths of a yuan; undefined = none. */
  readonly ceilingE4: number | undefined;
}

export interface TermsKey {
  readonly on: string;
  readonly insutype: string;
  readonly level: string;
}

/** The item's terms on a day, whichever way the bill comes in; undefined when the item is not in the catalogue that day. */
export function termsOn(
  item: CatalogueItem | undefined,
  { on, insutype, level }: TermsKey,
): CatalogueTerms | undefined {
  if (item === undefined || !holds(on, item.validFrom, item.validTo)) return undefined;
  const firstPay = item.firstPays.find((f) => f.insutype === insutype && holds(on, f.from, f.to))?.ppm ?? 0;
  return {
    itemClass: item.itemClass,
    kind: item.kind,
    firstPayPpm: (item.itemClass === 'C' ? PPM : firstPay) as RatePpm,
    ceilingE4: item.ceilings.find((c) => c.level === level && holds(on, c.from, c.to))?.priceE4,
  };
}

/** 医院审批标志 × 限制使用标志: a refusal always counts; a restricted item needs an approval. */
export function isRefused(restricted: boolean, approval: 'approved' | 'refused' | 'none'): boolean {
  return approval === 'refused' || (restricted && approval !== 'approved');
}

function holds(on: string, from: string, to: string | null): boolean {
  return from <= on && (to === null || on <= to);
}
