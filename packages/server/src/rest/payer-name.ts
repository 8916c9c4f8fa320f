import type { Bilingual } from '@gongji/domain';
import type { RestDeps } from './deps.ts';

/** Name of a fund in the policies in use; its id where no policy names it any more. */
export function payerName(policies: RestDeps['policies'], payer: string, fundType: string): Bilingual {
  for (const { model } of policies) {
    const found = model.payers.get(payer);
    if (found?.fundType === fundType) return found.name;
  }
  return { zh: payer, en: payer };
}

interface Payment {
  readonly payer: string;
  readonly fundType: string;
  readonly amountFen: number;
}

/** Payments with the names of their funds. */
export function named(policies: RestDeps['policies'], payments: readonly Payment[]) {
  return payments.map(({ payer, fundType, amountFen }) => ({
    payer,
    name: payerName(policies, payer, fundType),
    fundType,
    amountFen,
  }));
}
