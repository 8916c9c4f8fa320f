import { type Rejection, rejection } from '@gongji/domain';
import { bilingualRejection } from './bilingual-rejection.ts';
import { refundExceeds } from './bill-check.ts';
import type { BenefitIr } from './ir.ts';

/** The refusal that a site number of the compiled code stands for; 1 is the first site. */
export function siteRejection(ir: Pick<BenefitIr, 'id' | 'sites'>, number: number): Rejection {
  const site = ir.sites[number - 1];
  if (site === undefined) throw new RangeError(`benefit ${ir.id} has no refusal ${number}`);
  if (site.kind === 'policy') {
    const { code, message, remedy, cite } = site.step;
    return { code, message, remedy, ...(cite === undefined ? {} : { citation: cite }) };
  }
  const { code, step } = site;
  if (code === 'refund-exceeds-bill') return refundExceeds(step);
  if (code === 'fact-unknown') return unknownKind(step, '', 'lines');
  return rejection(code, { step });
}

/** A line of a kind of item 项目类别 that the platform does not have. */
export function unknownKind(line: string, value: string, field: string): Rejection {
  const zh = { fact: `明细 ${line}`, name: '项目类别', value };
  const en = { fact: `line ${line}`, name: 'kind of item', value };
  return bilingualRejection('fact-unknown', { zh, en }, { field, value });
}
