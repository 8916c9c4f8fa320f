import { fenOf, settled } from '../expr/work.ts';
import { type TraceReading, yuan } from '../trace-reading.ts';
import type { AccountIr } from './account.ts';
import type { Explanation } from './step.ts';

/** Words of an account: what it may pay, what is open, what it holds; it pays the least of the three. */
export function explainAccount(ir: AccountIr, reading: TraceReading): Explanation {
  const own = ir.which === 'own';
  const open = yuan(reading.amount('open'));
  const money = yuan(reading.amount(own ? 'account' : 'familyAccount'));
  const paid = yuan(reading.step.result);
  const may = settled(reading.work(ir.of), 'amount');
  const floor = yuan(Math.max(0, fenOf(may)));
  const name = own
    ? { zh: '个人账户', en: 'personal account' }
    : { zh: '家庭共济账户', en: 'family account' };
  const least = `min(${may.text}, ${open}, ${money})`;
  const empty = reading.amount(own ? 'account' : 'familyAccount') === 0;
  return {
    title: { zh: `${name.zh}支付`, en: `Paid from the ${name.en}` },
    formula: empty ? [] : [...may.lines, `${fenOf(may) < 0 ? `max(0, ${least})` : least} = ${paid}`],
    sentence: empty
      ? {
          zh: `${name.zh}没有可用余额，不支付。`,
          en: `The ${name.en} holds no money that may be used: it pays nothing.`,
        }
      : {
          zh: `个人尚余 ${open} 元，其中可由${name.zh}支付 ${floor} 元；账户可用 ${money} 元，支付 ${paid} 元。`,
          en: `${open} yuan is open, of which the ${name.en} may pay ${floor}; it holds ${money} and pays ${paid}.`,
        },
    told: empty ? 'all' : ['open', 'account', 'familyAccount'],
  };
}
