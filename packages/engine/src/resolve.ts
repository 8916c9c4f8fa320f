import { INPUTS } from './contribution/inputs.ts';
import type { Domain, LineField, Ref, ReservedName, Typed, ValueType } from './expr/typed.ts';
import { FACTS, LINE_CLASSES, LINE_KINDS } from './facts.ts';
import type { AttributeSlot, ParameterSlot } from './ir.ts';
import type { At, AttributeModel, DatedValue, ParameterModel, RuleSection } from './model.ts';
import { periodBefore } from './period.ts';
import { reportAt, type Scope } from './scope.ts';
import { buildTable, type ColumnDomain } from './table.ts';

const RESERVED: ReadonlySet<string> = new Set<ReservedName>([
  ...(['total', 'selfPaid', 'overLimit', 'firstPay', 'inScope', 'account', 'familyAccount'] as const),
  ...(['person', 'personInScope', 'accountPaid', 'familyAccountPaid'] as const),
]);

const LINE_TYPES: Readonly<Record<LineField, ValueType>> = {
  class: 'category',
  kind: 'category',
  firstPay: 'rate',
  amount: 'amount',
  refused: 'boolean',
  hasCeiling: 'boolean',
  listCode: 'category',
};
const LINE_DOMAINS: Readonly<Partial<Record<LineField, Domain>>> = {
  class: { id: 'line.class', values: LINE_CLASSES },
  kind: { id: 'line.kind', values: LINE_KINDS },
  listCode: { id: 'line.listCode', values: [] },
};

/** The meaning of a name in an expression of the benefit; reports when it has none. */
export function resolveName(scope: Scope, name: string, at: At): Typed | undefined {
  const head = name.split('.', 1)[0] ?? '';
  const rest = head === name ? undefined : name.slice(head.length + 1);
  if (rest !== undefined) return resolveDotted(scope, head, rest, at);
  const value = scope.values.get(name);
  if (value !== undefined) {
    const { slot, type, domain } = value;
    return typedRef({ kind: 'value', name, slot, flag: type === 'boolean' }, type, domain);
  }
  if (scope.section !== undefined) {
    const input = resolveInput(scope, scope.section, name);
    if (input !== undefined) return input;
  } else if (RESERVED.has(name)) {
    if (!scope.here.line) return typedRef({ kind: 'reserved', name: name as ReservedName }, 'amount');
    return unknown(
      scope,
      at,
      name,
      '分类时金额尚未算出',
      'no amount of the bill is known while lines are classified',
    );
  }
  const attribute = scope.policy.attributes.get(name);
  if (attribute !== undefined) return resolveAttribute(scope, name, attribute);
  const parameter = scope.policy.parameters.get(name);
  if (parameter !== undefined) return resolveParameter(scope, name, parameter, at);
  return unknown(scope, at, name);
}

function resolveDotted(scope: Scope, head: string, rest: string, at: At): Typed | undefined {
  const name = `${head}.${rest}`;
  if (scope.section !== undefined)
    return unknown(scope, at, name, '只能用于待遇', 'it can be used in benefits only');
  if (head === 'counter') {
    const model = scope.policy.counters.get(rest.replace(/^previous\./, ''));
    if (model === undefined) return unknown(scope, at, name);
    if (rest.startsWith('previous.') && periodBefore(model.period, scope.on, '01-01') === undefined) {
      return unknown(scope, at, name, '该累计没有上一期', 'the counter has no period before');
    }
    const ref: Ref = { kind: 'counter', name: rest, index: counterSlot(scope, rest) };
    return typedRef(ref, model.unit === 'yuan' ? 'amount' : 'number');
  }
  if (head === 'paid') {
    const index = scope.payers.findIndex((p) => p.id === rest);
    return index < 0 ? unknown(scope, at, name) : typedRef({ kind: 'paid', name: rest, index }, 'amount');
  }
  if (head === 'line' && Object.hasOwn(LINE_TYPES, rest)) {
    if (!scope.here.line)
      return unknown(scope, at, name, '只能用于 classify', 'it can be used in classify only');
    const field = rest as LineField;
    const ref: Ref = { kind: 'line', name: field, flag: LINE_TYPES[field] === 'boolean' };
    return typedRef(ref, LINE_TYPES[field], LINE_DOMAINS[field]);
  }
  return unknown(scope, at, name);
}

function resolveInput(scope: Scope, section: RuleSection, name: string): Typed | undefined {
  const info = INPUTS[section].get(name);
  if (info === undefined) return undefined;
  const known = scope.inputs.findIndex((input) => input.name === name);
  const index = known >= 0 ? known : scope.inputs.push({ name, type: info.type }) - 1;
  return typedRef({ kind: 'input', name, index, flag: info.type === 'boolean' }, info.type);
}

function typedRef(ref: Ref, type: ValueType, domain?: Domain): Typed & { readonly kind: 'ref' } {
  return { kind: 'ref', type, ref, ...(domain === undefined ? {} : { domain }) };
}

function unknown(scope: Scope, at: At, name: string, zh = '没有声明', en = 'it is not declared'): undefined {
  reportAt(scope, at, 'unknown-name', { zh: `${name}：${zh}`, en: `${name}: ${en}` });
  return undefined;
}

/** Slot of a counter, or of its `previous.` value; added on first use. */
export function counterSlot(scope: Scope, name: string): number {
  const known = scope.counters.findIndex((c) => c.name === name);
  if (known >= 0) return known;
  const own = name.replace(/^previous\./, '');
  const model = scope.policy.counters.get(own);
  if (model === undefined) throw new Error(`no counter ${name}`);
  const global = [...scope.policy.counters.keys()].indexOf(own);
  scope.counters.push({ name, model, global, previous: own !== name });
  return scope.counters.length - 1;
}

export function attributeDomain(name: string, model: AttributeModel): Domain {
  return { id: `attribute ${name}`, values: model.other ? [...model.values, 'other'] : model.values };
}

function resolveAttribute(scope: Scope, name: string, model: AttributeModel): Typed {
  let index = scope.attributes.findIndex((a) => a.name === name);
  const domain = attributeDomain(name, model);
  if (index < 0) {
    checkFact(scope, name, model);
    const slot: AttributeSlot = { name, kind: model.kind, domain, other: model.other };
    index = scope.attributes.push(slot) - 1;
  }
  const ref: Ref = { kind: 'attribute', name, index, flag: model.kind === 'boolean' };
  return typedRef(ref, model.kind, model.kind === 'category' ? domain : undefined);
}

function checkFact(scope: Scope, name: string, model: AttributeModel): void {
  const fact = FACTS.get(name);
  if (fact === undefined) {
    reportAt(scope, model.at, 'attribute-mismatch', {
      zh: `平台不提供属性 ${name}`,
      en: `the platform supplies no attribute ${name}`,
    });
  } else if (fact.kind !== model.kind) {
    reportAt(scope, model.at, 'attribute-mismatch', {
      zh: `属性 ${name} 的类型应为 ${fact.kind}`,
      en: `attribute ${name} is of type ${fact.kind}`,
    });
  }
}

function resolveParameter(scope: Scope, name: string, model: ParameterModel, at: At): Typed | undefined {
  if (model.use !== 'benefit' && scope.section === undefined) {
    return unknown(
      scope,
      at,
      name,
      `用途为 ${model.use}，不能用于待遇`,
      `its use is ${model.use}, not benefit`,
    );
  }
  const dated = valueOn(model, scope.on);
  if (dated === undefined)
    return unknown(scope, at, name, `${scope.on} 没有取值`, `it has no value on ${scope.on}`);
  const keys = dated.content.kind === 'table' ? resolveKeys(scope, dated.content.by, at) : [];
  if (keys === undefined) return undefined;
  let index = scope.parameters.findIndex((p) => p.name === name);
  if (index < 0) index = scope.parameters.push(resolveValue(scope, name, dated, keys)) - 1;
  const type = model.unit === 'yuan' ? 'amount' : model.unit;
  return typedRef({ kind: 'parameter', name, index, keys: keys.map((k) => k.ref) }, type);
}

/** The value in force on a day: the last that begins on or before it. */
export function valueOn(model: ParameterModel, on: string): DatedValue | undefined {
  return model.values.findLast((value) => value.from <= on);
}

type KeyRef = Typed & { readonly kind: 'ref' };

function resolveKeys(scope: Scope, by: readonly string[], at: At): readonly KeyRef[] | undefined {
  const keys = by.map((name) => resolveName(scope, name, at));
  const refs = keys.filter((k) => k !== undefined && k.kind === 'ref');
  return refs.length === by.length ? refs : undefined;
}

function resolveValue(scope: Scope, name: string, dated: DatedValue, keys: readonly KeyRef[]): ParameterSlot {
  const { content, cite, at } = dated;
  if (content.kind === 'constant')
    return { name, cite, resolved: { kind: 'constant', value: content.value } };
  const domains = keys.map((key, column) => columnDomain(scope, key, content.by[column] ?? '', at));
  const { table, findings } = buildTable({ name, at, content, domains, cite });
  for (const finding of findings) reportAt(scope, finding.at, finding.code, finding.message);
  const hoisted = keys.every(({ ref }) => ['attribute', 'counter', 'input'].includes(ref.kind));
  const cellCites = table.rowOf.map((row) => content.rows[row]?.cite ?? cite);
  return { name, cite, cellCites, resolved: { kind: 'table', table, hoisted } };
}

function columnDomain(scope: Scope, key: KeyRef, name: string, at: At): ColumnDomain {
  if (key.type === 'category') return { kind: 'codes', values: key.domain?.values ?? [] };
  if (key.type === 'boolean') return { kind: 'flag' };
  const value = scope.values.get(name);
  const open = key.ref.kind === 'value' && !(value?.nonNegative ?? false);
  if (key.type === 'number' || key.ref.kind === 'counter')
    return { kind: 'integers', min: open ? -Infinity : 0 };
  reportAt(scope, at, 'table-column', {
    zh: `${name} 是金额或比例，不能作表的列；改用分段或累计`,
    en: `${name} is an amount or a rate and cannot be a column of a table; use bands or a counter`,
  });
  return { kind: 'integers', min: -Infinity };
}

/** Code of a category's text; codes of the national lists have no end, so those are numbered as they occur. */
export function codeOfText(scope: Scope, domain: Domain, text: string): number | undefined {
  if (domain.id === 'line.listCode') return listCode(scope, text);
  const code = domain.values.indexOf(text);
  return code < 0 ? undefined : code;
}

function listCode(scope: Scope, text: string): number {
  const known = scope.listCodes.indexOf(text);
  return known >= 0 ? known + 1 : scope.listCodes.push(text);
}
