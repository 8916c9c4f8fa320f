import type { DocumentKind } from '../document/catalogue.ts';
import type { Template } from './template.ts';

/** What a document is about, as far as templates differ by it. */
export interface Occasion {
  readonly document: DocumentKind;
  /** e.g. `inpatient`, `outpatient`, `pharmacy`. */
  readonly variant: string;
  readonly regionCode: string;
  readonly insutype: string;
  /** Day of the settlement, or of the fees. */
  readonly on: string;
}

/**
 * The template for an occasion: of those that fit, the most particular one (pooling region before insurance type before
 * variant), and of these the latest that was valid on the day. Throws when none fits, which is a fault of the set.
 */
export function chooseTemplate(templates: readonly Template[], occasion: Occasion): Template {
  const [best] = templates
    .filter((t) => fits(t, occasion))
    .sort((a, b) => weight(b) - weight(a) || (a.validFrom < b.validFrom ? 1 : -1));
  if (best === undefined)
    throw new Error(`no template for ${occasion.document} ${occasion.variant} on ${occasion.on}`);
  return best;
}

function fits({ document, validFrom, for: wish }: Template, occasion: Occasion): boolean {
  return (
    document === occasion.document &&
    validFrom <= occasion.on &&
    (wish.variant === undefined || wish.variant === occasion.variant) &&
    (wish.insutype === undefined || wish.insutype === occasion.insutype) &&
    (wish.region === undefined || occasion.regionCode.startsWith(wish.region))
  );
}

function weight({ for: { region, insutype, variant } }: Template): number {
  return (
    (region === undefined ? 0 : 10 * region.length) +
    (insutype === undefined ? 0 : 2) +
    (variant === undefined ? 0 : 1)
  );
}
