import { emitExpr } from '../expr/emit.ts';
import type { Typed } from '../expr/typed.ts';
import type { TraceEntry } from '../ir.ts';
import type { AccountStep } from '../model.ts';
import { checkExpr } from '../scope.ts';
import { explainAccount } from './account-words.ts';
import { addTrace, amountInput, putInputs, putResult, putWhere, type StepKind } from './step.ts';

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
    const [paid = '', money = ''] =
      ir.which === 'own' ? ['zAccountPaid', 'zAccount'] : ['zFamilyPaid', 'zFamily'];
    putInputs(out, ir.trace);
    const open = 'zTotal-zShared-zAccountPaid-zFamilyPaid';
    putWhere(out, money, `${paid}=Math.max(0,Math.min(${emitExpr(out.ctx, ir.of)},${open},${money}));`);
    putResult(out, ir.trace, paid);
  },

  explain: explainAccount,
};
