import { RULE_RESULTS } from '../cases/read-rule-cases.ts';
import { RULE_SECTIONS } from '../model.ts';
import {
  bilingual,
  DRAFT,
  day,
  type JsonSchema,
  listOf,
  mapOf,
  oneOf,
  rate,
  record,
  scalar,
  text,
  yuan,
} from './parts.ts';

const classTotal: JsonSchema = { anyOf: [yuan, record({ amount: yuan, 'firstPay?': rate })] };
const quantity: JsonSchema = { type: ['number', 'string'] };

const line = record({
  'id?': scalar,
  amount: yuan,
  class: oneOf(['A', 'B', 'C']),
  'kind?': text,
  'firstPay?': rate,
  'cnt?': quantity,
  'ceilingPrice?': quantity,
  'refused?': { type: 'boolean' },
  'listCode?': scalar,
  'on?': day,
});

const bill = {
  'benefit?': text,
  'on?': day,
  'startedOn?': day,
  'endedOn?': day,
  'settledOn?': day,
  'facts?': mapOf(scalar),
  'classTotals?': record({ 'A?': classTotal, 'B?': classTotal, 'C?': classTotal }),
  'lines?': listOf(line),
  'account?': yuan,
  'familyAccount?': yuan,
};

const cost = { oneOf: [{ required: ['classTotals'] }, { required: ['lines'] }] };

const expect: JsonSchema = {
  oneOf: [
    record({ refused: text }),
    {
      type: 'object',
      properties: { values: mapOf(scalar), counters: mapOf(scalar), refused: false },
      additionalProperties: yuan,
    },
  ],
};

const ruleCase = record(
  {
    id: scalar,
    'title?': bilingual,
    rule: oneOf(RULE_SECTIONS),
    'period?': scalar,
    'on?': day,
    'facts?': mapOf(scalar),
    'inputs?': mapOf(scalar),
    'expect?': record({
      'refused?': text,
      'lines?': mapOf(yuan),
      'payers?': mapOf(yuan),
      'funds?': mapOf(yuan),
      'values?': mapOf(scalar),
      ...Object.fromEntries(RULE_RESULTS.map((key) => [`${key}?`, scalar])),
    }),
    'why?': text,
  },
  { oneOf: [{ required: ['period'] }, { required: ['on'] }] },
);

/** JSON Schema of `gongji-case/1`. */
export const CASE_SCHEMA: JsonSchema = {
  $schema: DRAFT,
  title: 'Gongji cases 算例',
  ...(record({
    format: { const: 'gongji-case/1' },
    'policy?': text,
    'benefit?': text,
    'on?': day,
    'facts?': mapOf(scalar),
    'cases?': listOf(
      record(
        {
          id: scalar,
          'title?': bilingual,
          ...bill,
          'counters?': mapOf(scalar),
          'earlier?': listOf(record(bill, cost)),
          'expect?': expect,
          'why?': text,
        },
        cost,
      ),
    ),
    'rules?': listOf(ruleCase),
  }) as object),
};
