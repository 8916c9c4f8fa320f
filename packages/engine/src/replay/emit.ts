import { emitBody } from '../codegen/body.ts';
import type { BenefitIr, CounterSlot } from '../ir.ts';
import { FACT_SITE } from '../lower.ts';
import type { CounterModel, PolicyModel } from '../model.ts';
import { PRELUDE } from '../rounding.ts';
import type { Out } from '../steps/step.ts';
import type { ReplayOutput } from './columns.ts';
import type { ReplayState } from './state.ts';

/** Settles rows `from` to before `to`; −1, or the row whose benefit is none of those it was made for. */
export type ReplayFunction = (S: ReplayState, from: number, to: number) => number;

/** What the code of a replay is made for: the benefits in its rows, and the result columns asked for. */
export interface ReplayPlan {
  readonly policy: PolicyModel;
  /** Benefits by their position in the policy, as the rows name them. */
  readonly benefits: ReadonlyMap<number, BenefitIr>;
  readonly outputs: ReadonlySet<ReplayOutput>;
}

const PERIOD_TABLES = {
  year: 'years',
  'calendar-year': 'calendarYears',
  month: 'months',
  quarter: 'quarters',
} as const;

/** Periods per owner in a counter key: more than any span of days has. */
const KEY_SPAN = 65_536;

/**
 * The columnar form of the same steps: one loop over the rows, in which each benefit has its branch; no allocation and
 * no call but rounding. Columns are taken into locals once for all benefits: bills of a person alternate between them.
 * Counters of the person live in locals (`w3`: the fourth of the policy), with the number of their period in `y0`; the
 * others in arrays by family, disease or institution, with a key of owner and period beside the value. Another key
 * means that the value starts at 0. Result columns hold zeros before, so only what is not zero is written.
 */
export function emitReplay(plan: ReplayPlan): string {
  const columns = columnsOf(plan);
  const lines = [
    PRELUDE,
    ...[...plan.benefits].flatMap(([me, ir]) => tablesOf(me, ir)),
    'return function replay(S,from,to){',
    ...hoistColumns(plan, columns),
    ...openLocals(columns),
    'let unknown=-1;',
    'for(let i=from;i<to;i++){',
    'let status=0;',
    ...movePeriods(columns),
    'switch(benefit[i]){',
    ...[...plan.benefits].flatMap(([me, ir]) => branch(plan, columns, me, ir)),
    'default:unknown=i;',
    '}',
    'if(unknown>=0)break;',
    'oStatus[i]=status;',
    '}',
    ...closeLocals(columns),
    'return unknown;}',
  ];
  return lines.filter((line) => line !== '').join('\n');
}

/** Columns and counters of all benefits of the plan, each once. */
interface Columns {
  readonly attributes: readonly string[];
  readonly sums: readonly string[];
  /** By position in the policy. */
  readonly counters: ReadonlyMap<number, CounterModel>;
  /** Counters whose value of the period before is read. */
  readonly previous: readonly number[];
  /** Periods of the person's counters, in the order of the policy; the index is that of the locals `y` and `x`. */
  readonly periods: readonly CounterModel['period'][];
}

function columnsOf({ policy, benefits }: ReplayPlan): Columns {
  const irs = [...benefits.values()];
  const own = [...policy.counters.values()].filter((c) => c.scope === 'person').map((c) => c.period);
  return {
    attributes: [...new Set(irs.flatMap((ir) => ir.attributes.map((a) => a.name)))],
    sums: [...new Set(irs.flatMap((ir) => ir.sums.map((s) => s.name)))],
    counters: new Map(irs.flatMap((ir) => ir.counters.map((c) => [c.global, c.model] as const))),
    previous: [...new Set(irs.flatMap((ir) => ir.counters.flatMap((c) => (c.previous ? [c.global] : []))))],
    periods: [...new Set(own)],
  };
}

function tablesOf(me: number, ir: BenefitIr): readonly string[] {
  return ir.parameters.flatMap(({ resolved }, k) =>
    resolved.kind === 'table'
      ? [`const T${me}_${k}=Float64Array.of(${resolved.table.values.join(',')});`]
      : [],
  );
}

function hoistColumns({ benefits, outputs }: ReplayPlan, columns: Columns): readonly string[] {
  const counters = [...columns.counters];
  const scopes = new Set(counters.map(([, c]) => c.scope));
  const periods = new Set(counters.map(([, c]) => c.period));
  const tables = Object.entries(PERIOD_TABLES).filter(([p]) => periods.has(p as keyof typeof PERIOD_TABLES));
  const payers = new Set([...benefits.values()].flatMap(payersOf));
  return [
    'const benefit=S.benefit,person=S.person,day=S.day,firstDay=S.firstDay,oStatus=S.status;',
    'const iTotal=S.total,iSelf=S.selfPaid,iOver=S.overLimit,iFirst=S.firstPay,iScope=S.inScope;',
    'const iAccount=S.account,iFamily=S.familyAccount;',
    ...tables.map(([, table]) => `const ${table}=S.${table};`),
    ...(['family', 'disease', 'institution'] as const)
      .filter((s) => scopes.has(s))
      .map((s) => `const ${s}=S.${s};`),
    periods.has('stay') ? 'const stay=S.stay;' : '',
    ...columns.attributes.map((name, k) => `const A${k}=S.attributes[${JSON.stringify(name)}];`),
    ...columns.sums.map((name, k) => `const U${k}=S.sums[${JSON.stringify(name)}];`),
    ...counters.map(([g, c]) => (isLocal(c) ? '' : `const V${g}=S.values[${g}],K${g}=S.keys[${g}];`)),
    ...(outputs.has('payers') ? [...payers].map((k) => `const O${k}=S.payers[${k}];`) : []),
    ...AMOUNTS.filter(({ output }) => outputs.has(output)).map(
      ({ column }) => `const ${column}=S.${column};`,
    ),
  ];
}

/** Amounts of the bill by the local that holds each; only those that a benefit reads are loaded. */
const AMOUNTS_IN = [
  ['zTotal', 'iTotal'],
  ['zSelfPaid', 'iSelf'],
  ['zOverLimit', 'iOver'],
  ['zFirstPay', 'iFirst'],
  ['zInScope', 'iScope'],
  ['zAccount', 'iAccount'],
  ['zFamily', 'iFamily'],
] as const;

/** Result columns besides those of the payers, and the value of each. */
const AMOUNTS = [
  { output: 'person', column: 'oPerson', value: 'zTotal-zShared' },
  { output: 'account', column: 'oAccount', value: 'zAccountPaid' },
  { output: 'familyAccount', column: 'oFamily', value: 'zFamilyPaid' },
  { output: 'deductible', column: 'oDeductible', value: 'zDeductible' },
] as const;

/** Payers that any step of the benefit pays from. */
function payersOf(ir: BenefitIr): readonly number[] {
  return [...new Set(ir.steps.flatMap(({ body }) => (body.kind === 'share' ? [body.payer.index] : [])))];
}

function isLocal({ scope }: CounterModel): boolean {
  return scope === 'person';
}

/** Takes the person's counters into locals, as the rows before left them. */
function openLocals({ counters, periods, previous }: Columns): readonly string[] {
  return [
    'let who=S.who[0];',
    ...periods.map((_, n) => `let y${n}=S.periods[${n}];`),
    ...[...counters].map(([g, c]) => (isLocal(c) ? `let w${g}=S.values[${g}][0];` : '')),
    ...previous.map((g) => `let b${g}=S.before[${g}];`),
  ];
}

function closeLocals({ counters, periods, previous }: Columns): readonly string[] {
  return [
    'S.who[0]=who;',
    ...periods.map((_, n) => `S.periods[${n}]=y${n};`),
    ...[...counters].map(([g, c]) => (isLocal(c) ? `S.values[${g}][0]=w${g};` : '')),
    ...previous.map((g) => `S.before[${g}]=b${g};`),
  ];
}

/** A new person or period starts the counters of that period at 0. */
function movePeriods({ counters, periods, previous }: Columns): readonly string[] {
  if (counters.size === 0) return [];
  const moves = periods.map((period, n) => {
    const own = [...counters].filter(([, c]) => isLocal(c) && c.period === period);
    if (own.length === 0) return '';
    const kept = own.flatMap(([g]) =>
      previous.includes(g) ? [`b${g}=!other&&x${n}===y${n}+1?w${g}:0;`] : [],
    );
    const zero = [...kept, ...own.map(([g]) => `w${g}=0;`)].join('');
    return `const x${n}=${numberCode(period)};if(other||x${n}!==y${n}){${zero}y${n}=x${n};}`;
  });
  return ['const date=day[i]-firstDay,other=person[i]!==who;', ...moves, 'if(other)who=person[i];'];
}

/** Number of the period that the row lies in. */
function numberCode(period: CounterModel['period']): string {
  if (period === 'ever') return '0';
  return period === 'stay' ? 'stay[i]' : `${PERIOD_TABLES[period]}[date]`;
}

/** Owner and period in one number; for a family the scope id already says whose. */
function keyCode(scope: string, period: CounterModel['period']): string {
  if (period === 'stay') return 'stay[i]';
  return scope === 'family' ? numberCode(period) : `person[i]*${KEY_SPAN}+${numberCode(period)}`;
}

/** The branch of one benefit. */
function branch(plan: ReplayPlan, columns: Columns, me: number, ir: BenefitIr): readonly string[] {
  const out: Out = { ctx: { parameters: ir.parameters.map((p) => p.resolved) }, lines: [], mode: 'replay' };
  emitBody(out, ir);
  out.lines.push('if(status!==0)break bill;', ...storeRow(plan, ir), 'continue;}', 'break;');
  const code = out.lines.join('\n');
  const amounts = AMOUNTS_IN.filter(([name]) => code.includes(name));
  return [
    `case ${me}:bill:{`,
    ...loadRow(columns, me, ir),
    ...amounts.map(([name, column]) => `let ${name}=${column}[i];`),
    ...out.lines,
  ];
}

function loadRow(columns: Columns, me: number, ir: BenefitIr): readonly string[] {
  const refuse = `{status=${FACT_SITE};break bill;}`;
  return [
    ...ir.parameters.map(({ resolved }, k) => (resolved.kind === 'table' ? `const t${k}=T${me}_${k};` : '')),
    ...ir.attributes.map(({ name, kind, domain }, k) => {
      const column = `const a${k}=A${columns.attributes.indexOf(name)}[i];`;
      if (kind === 'number') return `${column}if(a${k}<0)${refuse}`;
      // One comparison for both ends: a negative code is a large one without its sign.
      return `${column}if(a${k}>>>0>=${kind === 'boolean' ? 2 : domain.values.length})${refuse}`;
    }),
    ...ir.counters.map((c, k) => loadCounter(c, k)),
    ...ir.sums.map(({ name, slot }) => `let v${slot}=U${columns.sums.indexOf(name)}[i];`),
  ];
}

function loadCounter({ model, global: g, previous }: CounterSlot, k: number): string {
  if (previous) return `const c${k}=b${g};`;
  if (isLocal(model)) return `const c${k}=w${g};`;
  const { scope, period } = model;
  return `const n${k}=${scope}[i],k${k}=${keyCode(scope, period)};const c${k}=K${g}[n${k}]===k${k}?V${g}[n${k}]:0;`;
}

function storeRow({ outputs }: ReplayPlan, ir: BenefitIr): readonly string[] {
  const amounts = AMOUNTS.filter(({ output }) => outputs.has(output));
  return [
    ...(outputs.has('payers') ? payersOf(ir).map((k) => `O${k}[i]=q${k};`) : []),
    ...amounts.map(({ column, value }) => `${column}[i]=${value};`),
    ...ir.feeds.map(({ counter: k }, f) => {
      const slot = ir.counters[k];
      if (slot === undefined) return '';
      const g = slot.global;
      if (isLocal(slot.model)) return `w${g}+=d${f};`;
      return `if(d${f}!==0){V${g}[n${k}]=c${k}+d${f};K${g}[n${k}]=k${k};}`;
    }),
  ];
}
