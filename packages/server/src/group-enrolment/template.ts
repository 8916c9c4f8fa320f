import { csvFile, type XlsxCell, type XlsxColumn, xlsxFile } from '@gongji/sheets';
import { choicesOf } from './read-cell.ts';
import { DATA_SHEET, type SheetColumn, type SheetKind } from './sheet-kind.ts';

/**
 * A template: the sheet 数据 with headings, text columns and drop-down lists; 示例 with three rows; 说明 with what each
 * column holds, the rules and the version.
 */
export function templateFile(
  kind: SheetKind,
  { format, lang }: { readonly format: 'xlsx' | 'csv'; readonly lang: 'zh' | 'en' },
): Uint8Array {
  const head = headings(kind);
  if (format === 'csv') return Buffer.from(csvFile([head.map(({ value }) => String(value))]));
  const columns = kind.columns.map(xlsxColumn);
  const title: XlsxCell = {
    value: `${kind.name[lang]} · ${lang === 'zh' ? '模板版本' : 'template version'} ${kind.version}`,
    style: 'title',
  };
  return xlsxFile([
    { name: DATA_SHEET, columns, frozenRows: 2, rows: [[title], head] },
    {
      name: '示例',
      columns,
      frozenRows: 1,
      rows: [head, ...kind.samples.map((sample) => sampleRow(kind, sample))],
    },
    {
      name: '说明',
      columns: [{ width: 22 }, { width: 12 }, { width: 44 }, { width: 60 }],
      rows: notes(kind, lang),
    },
  ]);
}

/** The list with the classes of a school to choose from, where it asks for one; another name may be typed in a file of text. */
export function withClasses(kind: SheetKind, names: readonly string[]): SheetKind {
  if (names.length === 0) return kind;
  const choices = names.map((name) => ({ value: name, name: { zh: name, en: name } }));
  return {
    ...kind,
    columns: kind.columns.map((column) =>
      column.id === 'className' ? { ...column, form: { kind: 'choice', choices } } : column,
    ),
  };
}

export interface Headed {
  readonly value: string;
  readonly style: 'required' | 'head';
}

/** Headings in Chinese, required ones with a star, whatever the language of the notes: a file is read by everybody. */
export function headings(kind: SheetKind): readonly Headed[] {
  return kind.columns.map(({ name, required }) => ({
    value: required === true ? `${name.zh}*` : name.zh,
    style: required === true ? 'required' : 'head',
  }));
}

function sampleRow(kind: SheetKind, sample: Readonly<Record<string, string>>): readonly string[] {
  return kind.columns.map(({ id }) => sample[id] ?? '');
}

function xlsxColumn(column: SheetColumn): XlsxColumn {
  const choices = choicesOf(column).map(({ name }) => name.zh);
  const wide =
    column.form.kind === 'certificate' || column.id === 'address' || column.id === 'note' ? 24 : 14;
  return {
    width: Math.max(wide, column.name.zh.length * 2 + 4),
    ...(choices.length === 0 ? {} : { choices }),
  };
}

function* notes(kind: SheetKind, lang: 'zh' | 'en'): Generator<readonly XlsxCell[]> {
  const zh = lang === 'zh';
  yield [{ value: kind.name[lang], style: 'title' }];
  yield [zh ? '模板版本' : 'Version', kind.version];
  yield [{ value: kind.intro[lang], style: 'note' }];
  yield [];
  yield (zh ? ['列', '必填', '怎样填', '可选项'] : ['Column', 'Required', 'How', 'Options']).map(
    (value): XlsxCell => ({ value, style: 'head' }),
  );
  for (const column of kind.columns) {
    const required = column.required === true ? (zh ? '是' : 'yes') : '';
    const options = choicesOf(column).map(({ name }) => (zh ? name.zh : `${name.zh} = ${name.en}`));
    const label = zh ? column.name.zh : `${column.name.zh} (${column.name.en})`;
    yield [
      label,
      required,
      { value: column.hint[lang], style: 'note' },
      { value: options.join(zh ? '、' : ', '), style: 'note' },
    ];
  }
  yield [];
  for (const rule of [...kind.rules, ...EVERYWHERE]) yield [{ value: rule[lang], style: 'note' }];
}

const EVERYWHERE = [
  {
    zh: '数据填在“数据”表，从第 3 行开始；不要改动表头。“示例”表只供参考，不会被读取。',
    en: 'Fill in the sheet 数据 from row 3 and leave the headings alone. The sheet 示例 only shows how.',
  },
  {
    zh: '证件号码列已设为文本。从别处粘贴时请选“只粘贴值”，否则号码可能变成 4.30322E+17，后几位丢失。',
    en: 'Certificate numbers are text. Paste values only: otherwise a number may become 4.30322E+17 and lose its last digits.',
  },
  {
    zh: '也可以上传 CSV 文件（UTF-8 或 GB18030 编码）。一个文件最多 10 万行。',
    en: 'A CSV file (UTF-8 or GB18030) will do as well. A file has at most 100 000 rows.',
  },
] as const;
