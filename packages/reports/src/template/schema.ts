import { z } from 'zod';
import { DOCUMENTS, type DocumentKind } from '../document/catalogue.ts';

const words = z.strictObject({ zh: z.string().min(1).max(500), en: z.string().min(1).max(800) });
const name = z.string().regex(/^[a-z][A-Za-z0-9]*$/);
const title = words.optional();

const block = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('fields'),
    title,
    columns: z.int().min(1).max(4),
    items: z
      .array(z.strictObject({ field: name, label: words, span: z.int().min(1).max(4).default(1) }))
      .min(1)
      .max(60),
  }),
  z.strictObject({
    kind: z.literal('table'),
    title,
    rows: name,
    beside: z.int().min(1).max(2).default(1),
    columns: z
      .array(
        z.strictObject({
          field: name,
          label: words,
          width: z.number().positive(),
          align: z.enum(['left', 'right']).optional(),
          total: name.optional(),
        }),
      )
      .min(1)
      .max(16),
    empty: words.optional(),
  }),
  z.strictObject({
    kind: z.literal('amounts'),
    title,
    items: z
      .array(
        z.strictObject({
          field: name,
          label: words,
          strong: z.boolean().default(false),
          unless_zero: z.boolean().default(false),
        }),
      )
      .min(1)
      .max(30),
  }),
  z.strictObject({ kind: z.literal('steps'), title, rows: name }),
  z.strictObject({
    kind: z.literal('note'),
    text: words,
    when: name.optional(),
    warn: z.boolean().default(false),
  }),
  z.strictObject({ kind: z.literal('signatures'), items: z.array(words).min(1).max(6) }),
]);

/** The file as written; names of fields are checked against the catalogue afterwards. */
export const templateFile = z.strictObject({
  format: z.literal('gongji-paper/1'),
  document: z.enum(Object.keys(DOCUMENTS) as [DocumentKind, ...DocumentKind[]]),
  valid_from: z.iso.date(),
  for: z
    .strictObject({
      variant: z.string().min(1).optional(),
      region: z
        .string()
        .regex(/^\d{4}(\d{2})?$/)
        .optional(),
      insutype: z
        .string()
        .regex(/^\d{3}$/)
        .optional(),
    })
    .default({}),
  page: z.enum(['A4', 'A4-landscape', 'roll80']),
  title: words,
  blocks: z.array(block).min(1).max(40),
});

export type TemplateFile = z.output<typeof templateFile>;
