import { ROUNDINGS, STEP_KINDS } from '../load/read-steps.ts';
import type { StepModel } from '../model.ts';

/** A JSON Schema (draft 07, the one that editors know best). */
export type JsonSchema = boolean | { readonly [key: string]: unknown };
type Properties = Readonly<Record<string, JsonSchema>>;

export const DRAFT = 'http://json-schema.org/draft-07/schema#';

/** A map with exactly these keys; those that end in `?` may be left out. */
export function record(properties: Properties, extra: Readonly<Record<string, unknown>> = {}): JsonSchema {
  const required = Object.keys(properties).filter((key) => !key.endsWith('?'));
  const named = Object.entries(properties).map(([key, schema]) => [key.replace(/\?$/, ''), schema]);
  return {
    type: 'object',
    properties: Object.fromEntries(named),
    required,
    additionalProperties: false,
    ...extra,
  };
}

export function mapOf(schema: JsonSchema): JsonSchema {
  return { type: 'object', additionalProperties: schema };
}

export function listOf(schema: JsonSchema, minItems = 0): JsonSchema {
  return { type: 'array', items: schema, minItems };
}

export function oneOf(values: readonly string[]): JsonSchema {
  return { enum: values };
}

export function described(schema: { readonly [key: string]: unknown }, description: string): JsonSchema {
  return { ...schema, description };
}

export const text: JsonSchema = { type: 'string', minLength: 1 };
/** YAML reads 1300 as a number and 85% as a text; the loader reads the text of both. */
export const scalar: JsonSchema = { type: ['string', 'number', 'boolean'] };
export const bilingual = record({ zh: text, en: text });
export const day: JsonSchema = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };
export const yuan: JsonSchema = {
  anyOf: [{ type: 'number' }, { type: 'string', pattern: '^-?\\d{1,11}(\\.\\d{1,2})?$' }],
};
export const rate: JsonSchema = { type: 'string', pattern: '^-?\\d{1,4}(\\.\\d{1,4})?\\s?%$' };
export const expression = described(
  { type: ['string', 'number', 'boolean'] },
  'expression 表达式, docs/policy-format.md section 7',
);
export const cite = described(
  { type: 'string', pattern: '^[^\\s;；]+\\s+[^;；]+([;；]\\s*[^\\s;；]+\\s+[^;；]+)*$' },
  'document id, then the article in words: D1 第十二条',
);
export const code = (digits: string): JsonSchema => ({
  type: ['string', 'integer'],
  pattern: `^\\d{${digits}}$`,
});

const common: Properties = { 'when?': expression, 'note?': bilingual, 'cite?': cite };
const rounding = oneOf(ROUNDINGS);

const bands = record({
  'from?': expression,
  'mode?': oneOf(['marginal', 'whole']),
  'edge?': oneOf(['upper', 'lower']),
  rows: listOf(record({ 'upTo?': expression, rate: expression }), 1),
});

const sums = mapOf(
  record({
    of: oneOf(['amount', 'selfPaid', 'overLimit', 'firstPay', 'inScope']),
    'where?': expression,
    'name?': bilingual,
  }),
);

const STEPS: Readonly<Record<StepModel['kind'], JsonSchema>> = {
  classify: record({
    classify: {
      anyOf: [
        { type: 'null' },
        record({
          'firstPay?': expression,
          'ceiling?': { type: 'boolean' },
          'selfPaid?': expression,
          'sums?': sums,
        }),
      ],
    },
    ...common,
  }),
  let: record({ let: text, 'name?': bilingual, is: expression, ...common }),
  deduct: record(
    {
      deduct: text,
      'name?': bilingual,
      from: text,
      'upTo?': expression,
      'rate?': expression,
      'round?': rounding,
      'role?': oneOf(['deductible', 'firstPay', 'none']),
      ...common,
    },
    { oneOf: [{ required: ['upTo'] }, { required: ['rate'] }] },
  ),
  limit: record({ limit: text, 'name?': bilingual, of: text, to: expression, ...common }),
  share: record(
    {
      share: text,
      'as?': text,
      'name?': bilingual,
      of: text,
      'rate?': expression,
      'bands?': bands,
      'amount?': expression,
      'round?': rounding,
      'cap?': expression,
      'overCap?': text,
      'accept?': cite,
      ...common,
    },
    { oneOf: [{ required: ['rate'] }, { required: ['bands'] }, { required: ['amount'] }] },
  ),
  refuse: record({
    refuse: text,
    when: expression,
    message: bilingual,
    remedy: bilingual,
    'note?': bilingual,
    'cite?': cite,
  }),
  account: record({ account: oneOf(['own', 'family']), of: expression, ...common }),
  pay: record({
    pay: text,
    into: text,
    'as?': text,
    'name?': bilingual,
    'component?': text,
    amount: expression,
    'round?': rounding,
    ...common,
  }),
  cover: record({
    cover: expression,
    'to?': expression,
    'waitingFrom?': expression,
    'repair?': bilingual,
    ...common,
  }),
  suspend: record({ suspend: expression, ...common }),
  retire: record({ retire: expression, 'earliest?': expression, ...common }),
  use: record({ use: text, ...common }),
};

/** One step: the key that names its kind decides what else it may have, so an editor complains about that kind. */
export const step: JsonSchema = {
  type: 'object',
  anyOf: STEP_KINDS.map((kind) => ({ required: [kind] })),
  // biome-ignore lint/suspicious/noThenProperty: `then` is JSON Schema's own word, and nothing awaits a schema
  allOf: STEP_KINDS.map((kind) => ({ if: { required: [kind] }, then: STEPS[kind] })),
};
