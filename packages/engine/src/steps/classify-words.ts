import { type TraceReading, yuan } from '../trace-reading.ts';
import type { ClassifyIr } from './classify.ts';
import type { Explanation } from './step.ts';

/** Words of the split of the bill; what each line came to is added by `explain` from the assessment's lines. */
export function explainClassify(ir: ClassifyIr, reading: TraceReading): Explanation {
  const [total, self, over, first, scope] = ['total', 'selfPaid', 'overLimit', 'firstPay', 'inScope'].map(
    (name) => yuan(reading.amount(name)),
  );
  const sums = ir.sums.map(({ name }) => `${name} ${yuan(reading.amount(name))}`);
  const named =
    sums.length === 0
      ? { zh: '', en: '' }
      : { zh: `其中 ${sums.join('、')}。`, en: ` Of these: ${sums.join(', ')}.` };
  return {
    title: { zh: '费用分类', en: 'Split of the bill' },
    formula: `${total} − ${self} − ${over} − ${first} = ${scope}`,
    sentence: {
      zh: `费用总额 ${total} 元，减全自费 ${self} 元、超限价自费 ${over} 元、先行自付 ${first} 元，政策范围内 ${scope} 元。${named.zh}`,
      en: `Of ${total} yuan, ${self} is self-paid, ${over} above price limits, ${first} first-pay; ${scope} is in scope.${named.en}`,
    },
  };
}
