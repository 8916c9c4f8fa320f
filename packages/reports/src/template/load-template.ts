import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { type DocumentForms, formsOf } from '../document/catalogue.ts';
import { type TemplateFile, templateFile } from './schema.ts';
import type { Block, Template } from './template.ts';

export type LoadedTemplate =
  | { readonly kind: 'loaded'; readonly template: Template }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] };

/**
 * Reads a template file; every mistake at once, each as `file: place: what is wrong`. Unknown keys, unknown names of
 * fields, tables and flags, and totals below columns that are not money are mistakes.
 */
export function loadTemplate(source: string, file: string): LoadedTemplate {
  const yaml = parseDocument(source, { prettyErrors: true, uniqueKeys: true });
  // A mistake of syntax brings others after it: the first one is the one to correct.
  const [syntax] = yaml.errors;
  if (syntax !== undefined) return wrong(file, [syntax.message.split('\n')[0] ?? 'not YAML']);
  const read = templateFile.safeParse(yaml.toJS({ maxAliasCount: 0 }));
  if (!read.success) return wrong(file, read.error.issues.map(issueText));
  const names = nameProblems(read.data);
  if (names.length > 0) return wrong(file, names);
  return {
    kind: 'loaded',
    template: templateOf(read.data, file.replace(/^.*\//, '').replace(/\.yaml$/, '')),
  };
}

function wrong(file: string, problems: readonly string[]): LoadedTemplate {
  return { kind: 'wrong', problems: problems.map((problem) => `${file}: ${problem}`) };
}

function issueText(issue: z.core.$ZodIssue): string {
  return `${issue.path.length === 0 ? 'the file' : issue.path.join('.')}: ${issue.message}`;
}

/** Names that the document does not have, with what it has. */
function nameProblems(file: TemplateFile): readonly string[] {
  const forms = formsOf(file.document);
  const placeholders = [file.title.zh, file.title.en].flatMap((text) =>
    [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''),
  );
  return [
    ...placeholders.flatMap((field) => unknown('title', field, forms.fields, 'field')),
    ...file.blocks.flatMap((block, index) => blockProblems(block, `blocks.${index}`, forms)),
  ];
}

function blockProblems(
  block: TemplateFile['blocks'][number],
  at: string,
  forms: DocumentForms,
): readonly string[] {
  switch (block.kind) {
    case 'fields':
      return block.items.flatMap((item, i) => [
        ...unknown(`${at}.items.${i}`, item.field, forms.fields, 'field'),
        ...(item.span > block.columns
          ? [`${at}.items.${i}.span: wider than the ${block.columns} columns`]
          : []),
      ]);
    case 'amounts':
      return block.items.flatMap((item, i) => money(`${at}.items.${i}`, item.field, forms.fields));
    case 'table': {
      const columns = forms.rows[block.rows];
      if (columns === undefined) return unknown(`${at}.rows`, block.rows, forms.rows, 'table');
      return block.columns.flatMap((column, i) => [
        ...unknown(`${at}.columns.${i}`, column.field, columns, 'column'),
        ...(column.total === undefined ? [] : money(`${at}.columns.${i}.total`, column.total, forms.fields)),
      ]);
    }
    case 'steps':
      return unknown(`${at}.rows`, block.rows, forms.rows, 'table');
    case 'note':
      return block.when === undefined || forms.flags.includes(block.when)
        ? []
        : [`${at}.when: no flag ${block.when}; there are ${forms.flags.join(', ')}`];
    case 'signatures':
      return [];
  }
}

function unknown(at: string, name: string, known: Readonly<Record<string, unknown>>, what: string) {
  return Object.hasOwn(known, name)
    ? []
    : [`${at}: no ${what} ${name}; there are ${Object.keys(known).join(', ')}`];
}

function money(at: string, name: string, fields: DocumentForms['fields']): readonly string[] {
  const missing = unknown(at, name, fields, 'field');
  if (missing.length > 0 || fields[name] === 'money') return missing;
  return [`${at}: ${name} is not an amount`];
}

function templateOf(file: TemplateFile, id: string): Template {
  return {
    id,
    document: file.document,
    validFrom: file.valid_from,
    for: definedOnly(file.for) as Template['for'],
    page: file.page,
    title: file.title,
    blocks: file.blocks.map(blockOf),
  };
}

function blockOf(block: TemplateFile['blocks'][number]): Block {
  if (block.kind !== 'amounts') return definedOnly(block) as Block;
  const items = block.items.map(({ unless_zero, ...item }) => ({ ...item, unlessZero: unless_zero }));
  return definedOnly({ ...block, items }) as Block;
}

/** Drops keys that zod left undefined, in the object and in all that it lists. */
function definedOnly<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
