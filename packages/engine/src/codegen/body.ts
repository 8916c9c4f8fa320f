import { emitCell, emitExpr } from '../expr/emit.ts';
import { refsOf, type Typed } from '../expr/typed.ts';
import type { BenefitIr } from '../ir.ts';
import { DIVISION_SITE, LARGE_SITE } from '../lower.ts';
import { type Out, put, stopCode } from '../steps/step.ts';
import { emitStep, slotsOf } from '../steps/step-kinds.ts';

/**
 * Locals of the code of a benefit:
 *   a0…  attributes (code, 0/1, number)   c0…  counters before the bill   p0…/i0…  table parameters and their cells
 *   zTotal zSelfPaid zOverLimit zFirstPay zInScope   the bill, moved by first-pay deductions
 *   zShared   sum of the shares so far    zDeductible   q0…  paid per payer, the provider last
 *   zAccount zFamily   account money available; zAccountPaid zFamilyPaid what it paid
 *   v0…  values of steps    d0…  what each counter moves by    status   refusal noted so far
 */
export function emitBody(out: Out, ir: BenefitIr): void {
  emitHoisted(out, ir);
  emitLocals(out, ir);
  ir.steps.forEach((step) => {
    const open = step.when === undefined ? '{' : `if(${emitExpr(out.ctx, step.when)}){`;
    put(out, open);
    emitStep(step.body, out);
    put(out, '}');
  });
  ir.feeds.forEach((feed, i) => {
    put(out, `const d${i}=${emitExpr(out.ctx, feed.delta)};`);
    if (feed.site !== undefined) put(out, `if(c${feed.counter}+d${i}<0)${stopCode(out, feed.site)}`);
  });
  put(
    out,
    `if(bad!==0){const why=bad;bad=0;if(why===1)${stopCode(out, LARGE_SITE)}${stopCode(out, DIVISION_SITE)}}`,
  );
}

/** Table parameters whose columns are facts and counters only, read once. */
function emitHoisted(out: Out, ir: BenefitIr): void {
  for (const code of hoistedCode(out, ir, allExprs(ir))) put(out, code);
}

export function hoistedCode(
  out: Pick<Out, 'ctx'>,
  ir: Pick<BenefitIr, 'parameters'>,
  exprs: readonly Typed[],
): readonly string[] {
  return refsOf(exprs).flatMap(({ ref }) => {
    if (ref.kind !== 'parameter') return [];
    const resolved = ir.parameters[ref.index]?.resolved;
    if (resolved?.kind !== 'table' || !resolved.hoisted) return [];
    return [
      `const i${ref.index}=${emitCell(out.ctx, ref)};const p${ref.index}=t${ref.index}[i${ref.index}];`,
    ];
  });
}

/** Every expression of a benefit but those of lines. */
export function allExprs(ir: BenefitIr): readonly Typed[] {
  const steps = ir.steps.flatMap(({ when, body }) => [when, ...exprsOfBody(body)]);
  return [...steps, ...ir.feeds.map((f) => f.delta)].filter((e) => e !== undefined);
}

export function exprsOfBody(body: BenefitIr['steps'][number]['body']): readonly (Typed | undefined)[] {
  switch (body.kind) {
    case 'classify':
    case 'refuse':
      return [];
    case 'let':
      return [body.is];
    case 'deduct':
      return [body.amount];
    case 'limit':
      return [body.to];
    case 'account':
      return [body.of];
    case 'pay':
      return [body.amount];
    case 'cover':
      return [body.from, body.to, body.waitingFrom];
    case 'suspend':
      return [body.from];
    case 'retire':
      return [body.from, body.earliest];
    case 'share': {
      const { how, cap } = body;
      if (how.kind === 'rate') return [how.rate, cap];
      if (how.kind === 'amount') return [how.amount, cap];
      return [how.from, ...how.rows.flatMap((row) => [row.upTo, row.rate]), cap];
    }
  }
}

function emitLocals(out: Out, ir: BenefitIr): void {
  put(out, 'let zShared=0,zDeductible=0,zAccountPaid=0,zFamilyPaid=0;');
  put(out, `let ${ir.payers.map((_, i) => `q${i}=0`).join(',')};`);
  const locals = ir.steps
    .flatMap((step) => slotsOf(step.body))
    .map(({ slot, flag }) => `v${slot}=${flag ? 'false' : '0'}`);
  if (locals.length > 0) put(out, `let ${locals.join(',')};`);
}
