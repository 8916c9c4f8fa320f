import type { Bilingual, CalendarDate } from '@gongji/domain';
import type { CompileProblemCode } from './compile-problems.ts';
import { isExprError, parseExpr } from './expr/parse.ts';
import { expectType, typeExpr } from './expr/type.ts';
import type { Domain, ExprType, Typed, ValueType } from './expr/typed.ts';
import { type Findings, find } from './findings.ts';
import type {
  AttributeSlot,
  CounterSlot,
  InputSlot,
  ParameterSlot,
  PayerSlot,
  RefusalSite,
  TraceEntry,
} from './ir.ts';
import type { At, ExprText, PolicyModel, RuleSection } from './model.ts';
import { codeOfText, resolveName } from './resolve.ts';

/** A value that a step has named. */
export interface NamedValue {
  readonly slot: number;
  readonly type: ValueType;
  readonly domain?: Domain;
  /** An amount that later steps may take from. */
  readonly running: boolean;
  readonly nonNegative: boolean;
}

/** What is known while the steps of one benefit are checked, top to bottom. Slots are added as names are met. */
export interface Scope {
  readonly policy: PolicyModel;
  readonly on: CalendarDate;
  readonly findings: Findings;
  readonly benefit: string;
  readonly attributes: AttributeSlot[];
  readonly counters: CounterSlot[];
  /** Section of the rule being checked; absent for a benefit. */
  readonly section?: RuleSection;
  readonly inputs: InputSlot[];
  readonly parameters: ParameterSlot[];
  readonly payers: readonly PayerSlot[];
  /** Codes of items that line expressions name; code n is entry n − 1. */
  readonly listCodes: string[];
  readonly values: Map<string, NamedValue>;
  readonly sites: RefusalSite[];
  readonly trace: TraceEntry[];
  /** Grows while steps are checked. */
  readonly sizes: { values: number; trace: number };
  /** Path and position of the step being checked, and whether `line.x` may be read. */
  readonly here: { path: string; index: number; line: boolean };
}

export interface ScopeInput {
  readonly policy: PolicyModel;
  readonly on: CalendarDate;
  readonly findings: Findings;
  /** Id of the benefit or rule. */
  readonly benefit: string;
  readonly section?: RuleSection;
}

export function startScope(input: ScopeInput): Scope {
  const payers = [...input.policy.payers].map(([id, model]): PayerSlot => ({ id, model }));
  return {
    ...input,
    attributes: [],
    counters: [],
    inputs: [],
    parameters: [],
    payers: [...payers, { id: 'provider' }],
    listCodes: [],
    values: new Map(),
    sites: [],
    trace: [],
    sizes: { values: 0, trace: 0 },
    here: { path: '', index: 0, line: false },
  };
}

export function reportAt(scope: Scope, at: At, code: CompileProblemCode, message: Bilingual): void {
  find(scope.findings, at, code, message);
}

/** Parses and types an expression; undefined when something is wrong, all of which has been reported. */
export function checkExpr(scope: Scope, text: ExprText, type?: ExprType): Typed | undefined {
  const place = (offset: number): At => placeIn(text, offset);
  const parsed = parseExpr(text.text);
  if (isExprError(parsed)) {
    reportAt(scope, place(parsed.at), 'expression-syntax', { zh: parsed.zh, en: parsed.en });
    return undefined;
  }
  const typeScope = {
    resolve: (name: string, at: number) => resolveName(scope, name, place(at)),
    codeOf: (domain: Domain, value: string) => codeOfText(scope, domain, value),
    report: (at: number, code: CompileProblemCode, message: Bilingual) =>
      reportAt(scope, place(at), code, message),
  };
  const typed = typeExpr(typeScope, parsed);
  if (typed === undefined) return undefined;
  const wanted = type ?? (typed.type === 'literal' ? 'number' : typed.type);
  return expectType(typeScope, typed, wanted, parsed.at);
}

/** An amount, or a product that the step itself rounds. */
export function checkRoundable(scope: Scope, text: ExprText): Typed | undefined {
  const parsed = parseExpr(text.text);
  const loose = isExprError(parsed) ? undefined : quietType(scope, text);
  return checkExpr(scope, text, loose === 'product' ? 'product' : 'amount');
}

function quietType(scope: Scope, text: ExprText): ExprType | undefined {
  const quiet: Scope = { ...scope, findings: { file: scope.findings.file, problems: [] } };
  return checkExpr(quiet, text)?.type;
}

function placeIn(text: ExprText, offset: number): At {
  const before = text.text.slice(0, offset);
  const line = before.split('\n').length - 1;
  const col = line === 0 ? text.at.col + offset : offset - before.lastIndexOf('\n');
  return { ...text.at, line: text.at.line + line, col };
}

/** Gives a name to a value; its slot. Names are used once within a benefit. */
export function declare(scope: Scope, at: At, name: string, value: Omit<NamedValue, 'slot'>): number {
  if (scope.values.has(name) || scope.policy.attributes.has(name) || scope.policy.parameters.has(name)) {
    reportAt(scope, at, 'name-reused', {
      zh: `${scope.benefit}：名称 ${name} 已用过`,
      en: `${scope.benefit}: the name ${name} is already in use`,
    });
  }
  const slot = scope.sizes.values++;
  scope.values.set(name, { ...value, slot });
  return slot;
}

/** The running amount that a step takes from; reports when the name is none. */
export function runningAmount(scope: Scope, at: At, name: string): NamedValue | undefined {
  const value = scope.values.get(name);
  if (value?.running) return value;
  reportAt(scope, at, 'not-running-amount', {
    zh: `${name} 不是可以扣除或支付的金额`,
    en: `${name} is not an amount that can be taken from`,
  });
  return undefined;
}

/** Adds a place where the compiled code may refuse; the number the code answers with. */
export function addSite(scope: Scope, site: RefusalSite): number {
  scope.sites.push(site);
  return scope.sites.length;
}
