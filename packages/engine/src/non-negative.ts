import type { Typed } from './expr/typed.ts';
import type { Scope } from './scope.ts';

/** True when the expression provably never is below zero; counters, facts and the bill's amounts never are. */
export function nonNegative(scope: Scope, t: Typed): boolean {
  const all = (args: readonly Typed[]) => args.every((a) => nonNegative(scope, a));
  switch (t.kind) {
    case 'const':
      return t.value >= 0;
    case 'ref':
      return refNonNegative(scope, t);
    case 'arith':
      return t.op !== '-' && all([t.left, t.right]);
    case 'round':
      return nonNegative(scope, t.arg);
    case 'call':
      return callNonNegative(scope, t);
    case 'literal':
    case 'neg':
      return false;
    default:
      return true;
  }
}

function callNonNegative(scope: Scope, t: Typed & { readonly kind: 'call' }): boolean {
  const [first, second, third] = t.args.map((a) => nonNegative(scope, a));
  switch (t.fn) {
    case 'abs':
      return true;
    case 'max':
      return t.args.some((a) => nonNegative(scope, a));
    case 'min':
      return t.args.every((a) => nonNegative(scope, a));
    case 'if':
      return (second ?? false) && (third ?? false);
    case 'clamp':
      return ((first ?? false) || (second ?? false)) && (third ?? false);
    case 'growthSum':
      return (first ?? false) && (second ?? false);
    default:
      return true;
  }
}

function refNonNegative(scope: Scope, { ref }: Typed & { readonly kind: 'ref' }): boolean {
  if (ref.kind === 'value') return scope.values.get(ref.name)?.nonNegative ?? false;
  if (ref.kind !== 'parameter') return true;
  const resolved = scope.parameters[ref.index]?.resolved;
  if (resolved?.kind === 'table') return resolved.table.values.every((v) => v >= 0);
  return (resolved?.value ?? -1) >= 0;
}
