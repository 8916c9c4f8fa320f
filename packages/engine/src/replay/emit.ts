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
 */
export function emitReplay(ir: BenefitIr, ctx: Out['ctx']): string {
  const out: Out = { ctx, lines: [], mode: 'replay' };
  out.lines.push('function replay(S,from,end,me){', ...hoistColumns(ir));
  out.lines.push('let i=from;for(;i<end&&benefit[i]===me;i++){', 'let status=0;bad=0;', 'bill:{');
  out.lines.push(...loadRow(ir));
  emitBody(out, ir);
  out.lines.push('if(status!==0)break bill;', ...storeRow(ir), 'continue;}');
  out.lines.push('oStatus[i]=status;', ...clearRow(ir), '}', 'return i;}');
  return out.lines.join('\n');
}

function hoistColumns(ir: BenefitIr): readonly string[] {
  const scopes = new Set(ir.counters.map((c) => c.model.scope));
  const periods = new Set(ir.counters.map((c) => c.model.period));
  const tables = Object.entries(PERIOD_TABLES).filter(([period]) =>
    periods.has(period as keyof typeof PERIOD_TABLES),
  );
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
  ].filter((line) => line !== '');
}

function loadRow(ir: BenefitIr): readonly string[] {
  const refuse = `{status=${FACT_SITE};break bill;}`;
  return [
    ...ir.attributes.map(({ kind, domain }, k) => {
      const size = kind === 'number' ? undefined : kind === 'boolean' ? 2 : domain.values.length;
      return `const a${k}=A${k}[i];if(a${k}<0${size === undefined ? '' : `||a${k}>=${size}`})${refuse}`;
    }),
    ir.counters.length === 0 ? '' : `const owner=person[i]*${KEY_SPAN},date=day[i]-firstDay;`,
    ...ir.counters.map((c, k) => {
      const scope = scopeCode(c);
      return `const n${k}=${scope},k${k}=${keyCode(c)};const c${k}=K${k}[n${k}]===k${k}?V${k}[n${k}]:0;`;
    }),
    'const zTotal=iTotal[i],zSelfPaid=iSelf[i],zOverLimit=iOver[i],zAccount=iAccount[i],zFamily=iFamily[i];',
    'let zFirstPay=iFirst[i],zInScope=iScope[i];',
    ...ir.sums.map(({ slot }, k) => `let v${slot}=U${k}[i];`),
  ].filter((line) => line !== '');
}

function scopeCode({ model }: CounterSlot): string {
  return model.scope === 'person' ? '0' : `${model.scope}[i]`;
}

/** Owner and period in one number; for a family the scope id already says whose. */
function keyCode({ model }: CounterSlot): string {
  const owner = model.scope === 'family' ? '' : 'owner+';
  if (model.period === 'ever') return `${owner}0`;
  return model.period === 'stay' ? 'stay[i]' : `${owner}${PERIOD_TABLES[model.period]}[date]`;
}

function storeRow(ir: BenefitIr): readonly string[] {
  return [
    ...ir.payers.map((_, k) => `O${k}[i]=q${k};`),
    'oPerson[i]=zTotal-zShared;oAccount[i]=zAccountPaid;oFamily[i]=zFamilyPaid;oDeductible[i]=zDeductible;',
    ...ir.feeds.map(({ counter: k }, f) => `if(d${f}!==0){V${k}[n${k}]=c${k}+d${f};K${k}[n${k}]=k${k};}`),
  ];
}

function clearRow(ir: BenefitIr): readonly string[] {
  return [
    ...ir.payers.map((_, k) => `O${k}[i]=0;`),
    'oPerson[i]=0;oAccount[i]=0;oFamily[i]=0;oDeductible[i]=0;',
  ];
}
