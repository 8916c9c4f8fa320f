import { PERIODS, SCOPES } from '../load/read-declarations.ts';
import { UNITS, USES } from '../load/read-parameters.ts';
import { RULE_SECTIONS, type RuleSection } from '../model.ts';
import {
  bilingual,
  cite,
  code,
  DRAFT,
  day,
  described,
  expression,
  type JsonSchema,
  listOf,
  mapOf,
  oneOf,
  record,
  scalar,
  step,
  text,
} from './parts.ts';

export const document = record({ title: bilingual, 'issuer?': bilingual, 'number?': text, 'date?': day });
export const question = record({ text: bilingual, reading: bilingual });

const attribute: JsonSchema = {
  oneOf: [
    record({ values: listOf(scalar, 1), 'other?': { type: 'boolean' } }),
    record({ type: oneOf(['number', 'boolean']) }),
  ],
};

const row = listOf({ anyOf: [scalar, record({ cite })] }, 2);
const table = record({ by: listOf(text, 1), rows: listOf(row, 1) });

export const datedValue = record(
  { from: day, cite, 'assumes?': text, 'value?': scalar, 'table?': table },
  { oneOf: [{ required: ['value'] }, { required: ['table'] }] },
);

const parameter = record({
  name: bilingual,
  unit: oneOf(UNITS),
  'use?': oneOf(USES),
  values: listOf(datedValue, 1),
});

const counter = record({
  name: bilingual,
  unit: oneOf(['yuan', 'number']),
  'scope?': oneOf(SCOPES),
  period: oneOf(PERIODS),
  feed: mapOf(expression),
});

const benefit = record({
  name: bilingual,
  medTypes: listOf(code('1,6')),
  clrType: scalar,
  'when?': expression,
  steps: listOf(step, 1),
});

const contributor = record({ name: bilingual });
const age: JsonSchema = { type: 'integer', minimum: 0, maximum: 130 };
const ages = listOf(
  record(
    { from: day, cite, 'assumes?': text, 'atLeast?': age, 'below?': age },
    { anyOf: [{ required: ['atLeast'] }, { required: ['below'] }] },
  ),
  1,
);
const periodic = record({
  name: bilingual,
  period: oneOf(['month', 'year']),
  'when?': expression,
  steps: listOf(step, 1),
});
const charge = record({ name: bilingual, 'when?': expression, steps: listOf(step, 1) });
const window = record({ opens: expression, closes: expression, 'by?': oneOf(['paidOn', 'enrolledOn']) });
const wayIn = record({ name: bilingual, 'when?': expression, 'window?': window, steps: listOf(step, 1) });

function ruleSchema(section: RuleSection): JsonSchema {
  if (section === 'cover') return wayIn;
  return section === 'contribution' || section === 'account' ? periodic : charge;
}

const sections = Object.fromEntries(
  RULE_SECTIONS.map((section) => [`${section}?`, mapOf(ruleSchema(section))]),
);

/** JSON Schema of `gongji-policy/1` for editors: structure only; `gongji policy check` proves the rest. */
export const POLICY_SCHEMA: JsonSchema = {
  $schema: DRAFT,
  title: 'Gongji policy 待遇政策',
  ...(record({
    format: { const: 'gongji-policy/1' },
    id: text,
    name: bilingual,
    region: described({ type: ['string', 'integer'], pattern: '^\\d{6}$' }, '医保区划'),
    scheme: oneOf(['employee', 'resident']),
    insutype: code('3'),
    inForce: record({ from: day, 'to?': day }),
    policyDate: oneOf(['discharge', 'settlement', 'event']),
    'benefitYear?': record({ start: { type: 'string', pattern: '^\\d{2}-\\d{2}$' } }),
    'crossYear?': oneOf(['whole', 'split-by-line-date']),
    'reversal?': oneOf(['recompute', 'refuse']),
    documents: mapOf(document),
    'questions?': mapOf(question),
    'missing?': listOf(record({ benefit: text, reason: bilingual, 'medTypes?': listOf(code('1,6')) })),
    'attributes?': mapOf(attribute),
    payers: mapOf(record({ name: bilingual, fundType: code('6') })),
    'parameters?': mapOf(parameter),
    'counters?': mapOf(counter),
    benefits: mapOf(benefit),
    'fragments?': mapOf(listOf(step, 1)),
    'contributors?': mapOf(contributor),
    'statuses?': mapOf(ages),
    ...sections,
  }) as object),
};

/** JSON Schema of `gongji-overlay/1`. */
export const OVERLAY_SCHEMA: JsonSchema = {
  $schema: DRAFT,
  title: 'Gongji overlay 政策调整',
  ...(record({
    format: { const: 'gongji-overlay/1' },
    of: text,
    id: text,
    name: bilingual,
    kind: oneOf(['scenario', 'amendment']),
    'documents?': mapOf(document),
    'questions?': mapOf(question),
    set: {
      type: 'object',
      patternProperties: {
        '^parameters\\.[^.]+\\.values$': listOf(datedValue, 1),
        '^(benefits\\.[^.]+\\.steps|fragments\\.[^.]+)$': listOf(step, 1),
        '^parameters\\.[^.]+$': parameter,
        '^counters\\.[^.]+$': counter,
        '^benefits\\.[^.]+$': benefit,
        '^attributes\\.[^.]+$': attribute,
        '^contributors\\.[^.]+$': contributor,
        '^statuses\\.[^.]+$': ages,
        ...Object.fromEntries(RULE_SECTIONS.map((section) => [`^${section}\\.[^.]+$`, ruleSchema(section)])),
        [`^(${RULE_SECTIONS.join('|')})\\.[^.]+\\.steps$`]: listOf(step, 1),
      },
    },
  }) as object),
};
