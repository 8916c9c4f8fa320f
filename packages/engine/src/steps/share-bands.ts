import { emitExpr } from '../expr/emit.ts';
import type { Typed } from '../expr/typed.ts';
import type { BandsModel } from '../model.ts';
import { checkExpr, reportAt, type Scope } from '../scope.ts';
import { type Out, put } from './step.ts';

/** Bands 分段: positions from `from` upwards, each band with its rate. Cost above the last edge is not shared. */
export interface BandsIr {
  readonly kind: 'bands';
  readonly from?: Typed;
  readonly mode: 'marginal' | 'whole';
  readonly edge: 'upper' | 'lower';
  readonly rows: readonly { readonly upTo?: Typed; readonly rate: Typed }[];
}

export function checkBands(model: BandsModel, scope: Scope): BandsIr | undefined {
  const from = model.from && checkExpr(scope, model.from, 'amount');
  const rows = model.rows.map((row) => ({
    at: row.at,
    bounded: row.upTo !== undefined,
    upTo: row.upTo && checkExpr(scope, row.upTo, 'amount'),
    rate: checkExpr(scope, row.rate, 'rate'),
  }));
  let below = 0;
  for (const row of rows) {
    const edge = row.upTo && constantOf(scope, row.upTo);
    if (edge === undefined) continue;
    if (edge <= below) {
      reportAt(scope, row.at, 'bands-not-rising', {
        zh: '分段上限应逐段升高',
        en: 'the upper edges of the bands must rise',
      });
    }
    below = edge;
  }
  const typed = rows.flatMap(({ rate, upTo, bounded }) =>
    rate === undefined || (bounded && upTo === undefined)
      ? []
      : [{ rate, ...(upTo === undefined ? {} : { upTo }) }],
  );
  if (typed.length < rows.length || (model.from !== undefined && from === undefined)) return undefined;
  return {
    kind: 'bands',
    ...(from === undefined ? {} : { from }),
    mode: model.mode,
    edge: model.edge,
    rows: typed,
  };
}

/** Value of an edge that is the same for every bill. */
function constantOf(scope: Scope, t: Typed): number | undefined {
  if (t.kind === 'const') return t.value;
  if (t.kind !== 'ref' || t.ref.kind !== 'parameter') return undefined;
  const resolved = scope.parameters[t.ref.index]?.resolved;
  return resolved?.kind === 'constant' ? resolved.value : undefined;
}

/** Leaves the exact product (fen × ppm) in `sum`. */
export function emitBands(bands: BandsIr, out: Out): void {
  put(
    out,
    `const low=${bands.from === undefined ? '0' : emitExpr(out.ctx, bands.from)};const high=low+base;`,
  );
  if (bands.mode === 'whole') emitWhole(bands, out);
  else emitMarginal(bands, out);
}

function emitMarginal(bands: BandsIr, out: Out): void {
  put(out, 'let pos=low;let sum=0;');
  bands.rows.forEach((row, i) => {
    const top = row.upTo === undefined ? 'high' : `Math.min(high,${emitExpr(out.ctx, row.upTo)})`;
    put(out, `const s${i}=Math.max(0,${top}-pos);const r${i}=${emitExpr(out.ctx, row.rate)};`);
    put(out, `sum+=s${i}*r${i};pos+=s${i};`);
  });
}

/** The band in which the whole amount ends gives the rate for all of it. */
function emitWhole(bands: BandsIr, out: Out): void {
  const within = bands.edge === 'upper' ? '<=' : '<';
  const chosen = bands.rows.reduceRight((rest, row) => {
    const rate = emitExpr(out.ctx, row.rate);
    return row.upTo === undefined ? rate : `(high${within}${emitExpr(out.ctx, row.upTo)}?${rate}:${rest})`;
  }, '0');
  put(out, `const rate=${chosen};const sum=base*rate;`);
}
