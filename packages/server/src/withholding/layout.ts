import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readData, textsIn } from '../data-file/data-file.ts';

/** What a column of a list holds. */
const listField = z.enum([
  'listNo',
  'rowNo',
  'className',
  'name',
  'certNo',
  'period',
  'groups',
  'budgetCode',
  'heads',
  'payerName',
  'billNo',
  'amount',
  'bankName',
  'accountNo',
  'result',
  'reason',
]);
export type ListField = z.output<typeof listField>;

/** WithholdingLayout 代收代扣文件格式: what is sent and how it comes back. Data, in packages/server/withholding-layouts. */
const withholdingLayout = z
  .strictObject({
    format: z.literal('gongji-withholding-file/1'),
    id: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/),
    kind: z.enum(['school', 'finance', 'pension', 'bank', 'budget']),
    name: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
    /** Source of the receipt that brings the money. */
    source: z.string().regex(/^[a-z][a-z0-9-]{1,29}$/),
    file: z.enum(['xlsx', 'csv']),
    encoding: z.enum(['utf-8', 'gb18030']).default('utf-8'),
    columns: z.array(
      z.strictObject({
        field: listField,
        title: z.string().min(1).max(30),
      }),
    ),
    /** Words of the column of the result. */
    paid: z.array(z.string().min(1)).min(1),
    failed: z.array(z.string().min(1)).min(1),
  })
  .refine(
    ({ columns }) =>
      (['rowNo', 'billNo', 'amount', 'result', 'reason'] as const).every((field) =>
        columns.some((column) => column.field === field),
      ),
    'rowNo, billNo, amount, result and reason must be among the columns',
  );
export type WithholdingLayout = z.output<typeof withholdingLayout>;

const LAYOUTS = fileURLToPath(new URL('../../withholding-layouts/', import.meta.url));

/** Reads every layout of a folder. Throws SetupError with all that is wrong at once. */
export function loadWithholdingLayouts(folder: string = LAYOUTS): readonly WithholdingLayout[] {
  return readData(withholdingLayout, { zh: '代收代扣文件格式', en: 'layouts of lists' }, textsIn(folder));
}

const SHIPPED = loadWithholdingLayouts();

/** The layout of a list, or the one that new lists of a kind get. */
export function layoutOf(of: { readonly kind: string; readonly layout?: string }): WithholdingLayout {
  const found = SHIPPED.find((one) => one.id === of.layout) ?? SHIPPED.find((one) => one.kind === of.kind);
  if (found === undefined) throw new Error(`no layout for lists of kind ${of.kind}`);
  return found;
}
