import { CASE_SCHEMA } from './case-schema.ts';
import type { JsonSchema } from './parts.ts';
import { OVERLAY_SCHEMA, POLICY_SCHEMA } from './policy-schema.ts';

export type SchemaKind = 'policy' | 'overlay' | 'case';

/** Schemas for editors, by what the file is; `gongji policy schema` prints them, docs/schema/ keeps a copy. */
export const SCHEMAS: Readonly<Record<SchemaKind, JsonSchema>> = {
  policy: POLICY_SCHEMA,
  overlay: OVERLAY_SCHEMA,
  case: CASE_SCHEMA,
};
