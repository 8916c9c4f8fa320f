import { emitExpr } from '../expr/emit.ts';
import type { Typed } from '../expr/typed.ts';
import type { TraceEntry } from '../ir.ts';
import type { AccountStep } from '../model.ts';
import { checkExpr } from '../scope.ts';
import { yuan } from '../trace-reading.ts';
import { addTrace, amountInput, put, putInputs, putResult, type StepKind } from './step.ts';

/** `account` 个人账户: pays of the person's part what it may and what is there. */
export interface AccountIr {
  readonly kind: 'account';
  readonly which: 'own' | 'family';
  readonly of: Typed;
  readonly trace: TraceEntry;
}

export const accountStep: StepKind<AccountStep, AccountIr> = {
  check(step, scope) {
    const of = checkExpr(scope, step.of, 'amount');
    const own = step.which === 'own';
    const after = [
      amountInput('open', '(zTotal-zShared-zAccountPaid-zFamilyPaid)'),
      amountInput(own ? 'account' : 'familyAccount', own ? 'zAccount' : 'zFamily'),
    ];
    const name = own ? 'accountPaid' : 'familyAccountPaid';
    const trace = addTrace(scope, { kind: 'account', name, type: 'amount', exprs: [of], after });
    return of && { kind: 'account', which: step.which, of, trace };
  },

  emit(ir, out) {
    const [paid, money] = ir.which === 'own' ? ['zAccountPaid', 'zAccount'] : ['zFamilyPaid', 'zFamily'];
    putInputs(out, ir.trace);
    const open = 'zTotal-zShared-zAccountPaid-zFamilyPaid';
    put(out, `${paid}=Math.max(0,Math.min(${emitExpr(out.ctx, ir.of)},${open},${money}));`);
    putResult(out, ir.trace, paid);
  },

  explain(ir, reading) {
    const own = ir.which === 'own';
    const [open, money] = [
      yuan(reading.amount('open')),
      yuan(reading.amount(own ? 'account' : 'familyAccount')),
    ];
    const paid = yuan(reading.step.result);
    return {
      title: own
        ? { zh: '个人账户支付', en: 'Personal account' }
        : { zh: '家庭共济账户支付', en: 'Family account' },
      formula: `min(${reading.show(ir.of)}, ${open}, ${money}) = ${paid}`,
      sentence: {
        zh: `账户可用 ${money} 元，个人部分尚余 ${open} 元，账户支付 ${paid} 元。`,
        en: `The account holds ${money} yuan, ${open} of the person's part is open; the account pays ${paid}.`,
      },
    };
  },
};
