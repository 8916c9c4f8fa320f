import { type Rejection, rejection } from '@gongji/domain';
import { bilingualRejection } from './bilingual-rejection.ts';
import { refundExceeds } from './bill-check.ts';
import type { BenefitIr } from './ir.ts';

/** The refusal that a site number of the compiled code stands for; 1 is the first site. */
export function siteRejection(ir: BenefitIr, number: number): Rejection {
  const site = ir.sites[number - 1];
  if (site === undefined) throw new RangeError(`benefit ${ir.id} has no refusal ${number}`);
  if (site.kind === 'policy') {
    const { code, message, remedy, cite } = site.step;
    return { code, message, remedy, ...(cite === undefined ? {} : { citation: cite }) };
  }
  const { code, step } = site;
  if (code === 'refund-exceeds-bill') return refundExceeds(step);
  if (code === 'fact-unknown') {
    const data = { fact: step, value: '' };
    return bilingualRejection('fact-unknown', {
      zh: { ...data, name: '项目类别' },
      en: { ...data, name: 'kind of item' },
    });
  }
  return rejection(code, { step });
}
