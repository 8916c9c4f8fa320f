import { emitBody } from '../codegen/body.ts';
import type { BenefitIr, CounterSlot } from '../ir.ts';
import { FACT_SITE } from '../lower.ts';
import type { Out } from '../steps/step.ts';

const PERIOD_TABLES = {
  year: 'years',
  'calendar-year': 'calendarYears',
  month: 'months',
  quarter: 'quarters',
} as const;

/** Periods per owner in a counter key: more than any span of days has. */
const KEY_SPAN = 65_536;

/**
 * The columnar form of the same steps: one loop over the rows of the benefit, no allocation and no call but rounding.
 * A counter holds its value with a key of owner and period beside it; another key means that the value starts at 0.
 * Counters of the person live in locals while the loop runs (`w0`, with the key of their period in `y0`), the others
 * in arrays by family, disease or institution.
 */
export function emitReplay(ir: BenefitIr, ctx: Out['ctx']): string {
  const out: Out = { ctx, lines: [], mode: 'replay' };
  out.lines.push('function replay(S,from,end,me){', ...hoistColumns(ir), ...openLocals(ir));
  out.lines.push(
    'let i=from;for(;i<end&&benefit[i]===me;i++){',
    'let status=0;bad=0;',
    ...movePeriods(ir),
    'bill:{',
  );
  out.lines.push(...loadRow(ir));
  emitBody(out, ir);
  out.lines.push('if(status!==0)break bill;', ...storeRow(ir), 'continue;}');
  out.lines.push('oStatus[i]=status;', ...clearRow(ir), '}', ...closeLocals(ir), 'return i;}');
  return out.lines.filter((line) => line !== '').join('\n');
}

function hoistColumns(ir: BenefitIr): readonly string[] {
  const scopes = new Set(ir.counters.map((c) => c.model.scope));
  const periods = new Set(ir.counters.map((c) => c.model.period));
  const tables = Object.entries(PERIOD_TABLES).filter(([p]) => periods.has(p as keyof typeof PERIOD_TABLES));
  return [
    'const benefit=S.benefit,person=S.person,day=S.day,firstDay=S.firstDay;',
    'const iTotal=S.total,iSelf=S.selfPaid,iOver=S.overLimit,iFirst=S.firstPay,iScope=S.inScope;',
    'const iAccount=S.account,iFamily=S.familyAccount;',
    ...tables.map(([, table]) => `const ${table}=S.${table};`),
    ...(['family', 'disease', 'institution'] as const)
      .filter((s) => scopes.has(s))
      .map((s) => `const ${s}=S.${s};`),
    periods.has('stay') ? 'const stay=S.stay;' : '',
    ...ir.attributes.map((_, k) => `const A${k}=S.attributes[me][${k}];`),
    ...ir.sums.map((_, k) => `const U${k}=S.sums[me][${k}];`),
    ...ir.counters.map((c, k) => `const V${k}=S.values[${c.global}],K${k}=S.keys[${c.global}];`),
    ...ir.payers.map((_, k) => `const O${k}=S.payers[${k}];`),
    'const oPerson=S.personPart,oAccount=S.accountPaid,oFamily=S.familyPaid,oDeductible=S.deductible,oStatus=S.status;',
  ];
}

function isLocal({ model }: CounterSlot): boolean {
  return model.scope === 'person';
}

/** Periods of the person's counters, in a fixed order; the index is that of the locals `y` and `x`. */
function localPeriods(ir: BenefitIr): readonly CounterSlot['model']['period'][] {
  return [...new Set(ir.counters.filter(isLocal).map((c) => c.model.period))];
}

/** Takes the person's counters into locals, as they stand for the first row. */
function openLocals(ir: BenefitIr): readonly string[] {
  const periods = localPeriods(ir);
  const locals = ir.counters.map((c, k) => {
    if (!isLocal(c)) return '';
    const y = `y${periods.indexOf(c.model.period)}`;
    return `let w${k}=K${k}[0]===${y}?V${k}[0]:0;`;
  });
  const rows = ir.counters.length === 0 ? '' : `let owner=person[from]*${KEY_SPAN},date=day[from]-firstDay;`;
  return [rows, ...periods.map((p, n) => `let y${n}=${keyCode('person', p, 'from')};`), ...locals];
}

/** A new person or period starts the counters of that period at 0. */
function movePeriods(ir: BenefitIr): readonly string[] {
  const rows = ir.counters.length === 0 ? '' : `owner=person[i]*${KEY_SPAN};date=day[i]-firstDay;`;
  const moves = localPeriods(ir).map((period, n) => {
    const zero = ir.counters
      .map((c, k) => (isLocal(c) && c.model.period === period ? `w${k}=0;` : ''))
      .join('');
    return `const x${n}=${keyCode('person', period, 'i')};if(x${n}!==y${n}){y${n}=x${n};${zero}}`;
  });
  return [rows, ...moves];
}

/** Puts them back, for the next benefit of the person. */
function closeLocals(ir: BenefitIr): readonly string[] {
  const periods = localPeriods(ir);
  return ir.counters.map((c, k) => {
    return isLocal(c) ? `V${k}[0]=w${k};K${k}[0]=y${periods.indexOf(c.model.period)};` : '';
  });
}

function loadRow(ir: BenefitIr): readonly string[] {
  const refuse = `{status=${FACT_SITE};break bill;}`;
  return [
    ...ir.attributes.map(({ kind, domain }, k) => {
      const size = kind === 'number' ? undefined : kind === 'boolean' ? 2 : domain.values.length;
      return `const a${k}=A${k}[i];if(a${k}<0${size === undefined ? '' : `||a${k}>=${size}`})${refuse}`;
    }),
    ...ir.counters.map((c, k) => {
      if (isLocal(c)) return `const c${k}=w${k};`;
      const { scope, period } = c.model;
      const key = keyCode(scope, period, 'i');
      return `const n${k}=${scope}[i],k${k}=${key};const c${k}=K${k}[n${k}]===k${k}?V${k}[n${k}]:0;`;
    }),
    'const zTotal=iTotal[i],zSelfPaid=iSelf[i],zOverLimit=iOver[i],zAccount=iAccount[i],zFamily=iFamily[i];',
    'let zFirstPay=iFirst[i],zInScope=iScope[i];',
    ...ir.sums.map(({ slot }, k) => `let v${slot}=U${k}[i];`),
  ];
}

/** Owner and period in one number; for a family the scope id already says whose. */
function keyCode(scope: string, period: CounterSlot['model']['period'], row: string): string {
  const owner = scope === 'family' ? '' : 'owner+';
  if (period === 'ever') return `${owner}0`;
  return period === 'stay' ? `stay[${row}]` : `${owner}${PERIOD_TABLES[period]}[date]`;
}

function storeRow(ir: BenefitIr): readonly string[] {
  return [
    ...ir.payers.map((_, k) => `O${k}[i]=q${k};`),
    'oStatus[i]=0;oPerson[i]=zTotal-zShared;oAccount[i]=zAccountPaid;oFamily[i]=zFamilyPaid;oDeductible[i]=zDeductible;',
    ...ir.feeds.map(({ counter: k }, f) => {
      const slot = ir.counters[k];
      if (slot !== undefined && isLocal(slot)) return `w${k}+=d${f};`;
      return `if(d${f}!==0){V${k}[n${k}]=c${k}+d${f};K${k}[n${k}]=k${k};}`;
    }),
  ];
}

function clearRow(ir: BenefitIr): readonly string[] {
  return [
    ...ir.payers.map((_, k) => `O${k}[i]=0;`),
    'oPerson[i]=0;oAccount[i]=0;oFamily[i]=0;oDeductible[i]=0;',
  ];
}
