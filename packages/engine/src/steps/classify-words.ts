import type { Bilingual } from '@gongji/domain';
import { type TraceReading, yuan } from '../trace-reading.ts';
import type { ClassifyIr } from './classify.ts';
import type { Explanation } from './step.ts';

const PARTS: Readonly<Record<string, Bilingual>> = {
  selfPaid: { zh: '全自费', en: 'self-paid' },
  overLimit: { zh: '超限价自费', en: 'above price limits' },
  firstPay: { zh: '先行自付', en: 'first-pay' },
};

/** Words of the split of the bill; what each line came to is added by `explain` from the assessment's lines. */
export function explainClassify(ir: ClassifyIr, reading: TraceReading): Explanation {
  const [total, self, over, first, scope] = ['total', 'selfPaid', 'overLimit', 'firstPay', 'inScope'].map(
    (name) => yuan(reading.amount(name)),
  );
  const parts = Object.entries(PARTS).flatMap(([name, words]) => {
    const amount = reading.amount(name);
    return amount === 0
      ? []
      : [{ zh: `${words.zh} ${yuan(amount)} 元`, en: `${yuan(amount)} is ${words.en}` }];
  });
  const less = {
    zh: parts.length === 0 ? '全部属于' : `减${parts.map((p) => p.zh).join('、')}，属于`,
    en:
      parts.length === 0
        ? `All of ${total} yuan`
        : `Of ${total} yuan, ${parts.map((p) => p.en).join(', ')}; ${scope}`,
  };
  const sums = sumsText(ir, reading);
  return {
    title: { zh: '费用分类', en: 'Split of the bill' },
    formula: [`${total} − ${self} − ${over} − ${first} = ${scope}`],
    sentence: {
      zh: `费用总额 ${total} 元，${less.zh}政策范围内的 ${scope} 元。${sums.zh}`,
      en: `${less.en} is in scope.${sums.en}`,
    },
    told: ['total', 'selfPaid', 'overLimit', 'firstPay', 'inScope', ...ir.sums.map((s) => s.name)],
  };
}

function sumsText(ir: ClassifyIr, reading: TraceReading): Bilingual {
  const sums = ir.sums.flatMap(({ name }) => {
    const { zh, en } = reading.name(name);
    const amount = yuan(reading.amount(name));
    return reading.amount(name) === 0 ? [] : [{ zh: `${zh} ${amount} 元`, en: `${en} ${amount}` }];
  });
  if (sums.length === 0) return { zh: '', en: '' };
  return {
    zh: `其中${sums.map((s) => s.zh).join('、')}。`,
    en: ` Of these: ${sums.map((s) => s.en).join(', ')}.`,
  };
}
