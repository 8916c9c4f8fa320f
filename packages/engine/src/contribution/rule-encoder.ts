import { type CalendarDate, dayNumber, parseDate, type Rejection } from '@gongji/domain';
import { bilingualRejection } from '../bilingual-rejection.ts';
import type { Facts } from '../bill.ts';
import { factEncoder } from '../encode.ts';
import type { Typed } from '../expr/typed.ts';
import type { InputSlot } from '../ir.ts';
import { needsOf } from './emit-rule.ts';
import { inputName } from './inputs.ts';
import type { RuleIr } from './rule-ir.ts';

/** An input of a rule: fen, a count, ppm, a condition, or a day. */
export type RuleInput = number | boolean | CalendarDate;
export type RuleInputs = Readonly<Record<string, RuleInput | undefined>>;

/** What a rule is computed for. */
export interface RuleSubject {
  readonly facts: Facts;
  readonly inputs: RuleInputs;
}

/** Facts and inputs as the numbers that compiled code reads, and everything that is missing or unknown. */
export interface EncodedSubject {
  readonly A: number[];
  readonly X: number[];
  readonly rejections: readonly Rejection[];
}

export interface RuleEncoder {
  /** `only`: report no more than what the condition, or the window of the rule reads. */
  encode(subject: RuleSubject, only?: 'condition' | 'window'): EncodedSubject;
}

export function ruleEncoder(ir: RuleIr): RuleEncoder {
  const facts = factEncoder(ir.attributes);
  const fields = {
    condition: fieldsOf([ir.when]),
    window: fieldsOf([ir.window?.opens, ir.window?.closes]),
  };
  return {
    encode(subject, only) {
      const A: number[] = [];
      const lacking: Rejection[] = [];
      facts.encode(subject.facts, A, lacking);
      const wanted = only === undefined ? undefined : fields[only];
      const rejections =
        wanted === undefined ? lacking : lacking.filter(({ field }) => wanted.has(field ?? ''));
      const X = ir.inputs.map((slot) => {
        const value = subject.inputs[slot.name];
        const number = value === undefined ? undefined : numberOf(slot.type, value);
        // Words cost more than all sums of a rule: they are made only where something asks for the input.
        if (number === undefined && wanted?.has(`inputs.${slot.name}`) !== false)
          rejections.push(inputMissing(slot.name, value));
        return number ?? 0;
      });
      return { A, X, rejections };
    },
  };
}

function fieldsOf(exprs: readonly (Typed | undefined)[]): ReadonlySet<string> {
  const names = needsOf(exprs.filter((t) => t !== undefined));
  return new Set([...names].flatMap((name) => [`facts.${name}`, `inputs.${name}`]));
}

function inputMissing(name: string, value: RuleInput | undefined): Rejection {
  const called = inputName(name) ?? { zh: name, en: name };
  const data = { zh: { input: name, name: called.zh }, en: { input: name, name: called.en } };
  const field = `inputs.${name}`;
  return bilingualRejection('input-missing', data, {
    field,
    ...(value === undefined ? {} : { value: String(value) }),
  });
}

function numberOf(type: InputSlot['type'], value: RuleInput): number | undefined {
  if (type === 'boolean') return value === true ? 1 : value === false ? 0 : undefined;
  if (type === 'day') {
    const day = typeof value === 'string' ? parseDate(value) : undefined;
    return day === undefined ? undefined : dayNumber(day);
  }
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
