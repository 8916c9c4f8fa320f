import { z } from 'zod';
import { personView } from './registers.ts';
import { explanationView, previewView, settlementView } from './settlement.ts';
import { day, fenAmount, id, insutype, positiveFen } from './values.ts';

/** Made by the page for each draft; everything that is done under it is done once. */
export const deskKey = z
  .string()
  .regex(/^[a-z0-9]{11}$/)
  .meta({ description: '业务键，客户端为每笔草稿新建 made by the client for each draft' });
/** Text that a database can keep: no NUL, no half of a surrogate pair. */
export const soundText = (text: string): boolean => text.isWellFormed() && !text.includes('\0');
const code = z.string().regex(/^[\x21-\x7e]{1,50}$/);
export const beijingTime = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/)
  .meta({ description: '北京时间 Beijing time yyyy-MM-dd HH:mm:ss' });
const amount = (digits: number) => z.string().regex(new RegExp(`^\\d{1,8}(\\.\\d{1,${digits}})?$`));

/** The institution whose desk this is. */
export const officeView = z
  .object({
    institutionCode: z.string(),
    institutionName: z.string(),
    place: z.enum(['hospital', 'pharmacy']),
    level: z.enum(['primary', 'secondary', 'tertiary']),
    day,
    inpatient: z.boolean().meta({ description: '有床位，可办住院 has beds' }),
    inAgreement: z.boolean().meta({ description: '协议有效且未暂停 the agreement holds, not suspended' }),
  })
  .meta({ id: 'Office' });

export const officeItemsQuery = z.strictObject({
  q: z
    .string()
    .trim()
    .min(1)
    .max(50)
    .refine(soundText)
    .meta({ description: '名称、拼音首字母或编码 name, pinyin initials or code' }),
  insutype,
  on: day,
  limit: z.coerce.number().int().min(1).max(50).default(12),
});

/** A catalogue item 目录项目 with what it means for this scheme at this institution on that day. */
export const officeItem = z
  .object({
    listCode: z.string(),
    name: z.string(),
    ownName: z.string().optional().meta({ description: '本机构名称 what the institution calls it' }),
    spec: z.string(),
    unit: z.string(),
    dosageForm: z.string(),
    manufacturer: z.string(),
    listType: z.string(),
    itemClass: z.enum(['A', 'B', 'C']),
    restricted: z.boolean(),
    firstPayPpm: z.int().meta({ description: '先行自付比例，百万分之一 first-pay, millionths' }),
    ceilingE4: z.int().optional().meta({ description: '限价，万分之一元 ceiling, 0.0001 yuan' }),
  })
  .meta({ id: 'OfficeItem' });
export const officeItemsView = z.object({ items: z.array(officeItem) }).meta({ id: 'OfficeItems' });

export const officePersonsBody = z
  .strictObject({
    q: z
      .string()
      .trim()
      .min(1)
      .max(50)
      .refine(soundText)
      .meta({ description: '证件号、人员编号或社保卡号 identity, person or card number' }),
  })
  .meta({ id: 'OfficePersonSearch' });
export const officePersonsView = z
  .object({
    items: z.array(
      z.object({
        claim: z.string().meta({ description: '草稿中代表参保人，勿解析 names the person in drafts' }),
        person: personView,
      }),
    ),
  })
  .meta({ id: 'OfficePersons' });

export const claim = z.string().min(1).max(50);
const visit = {
  key: deskKey,
  person: claim,
  insutype,
  medType: z.string().regex(/^\d{2,6}$/),
  begunAt: beijingTime,
  diseaseCode: code.optional(),
};

export const officeVisitBody = z.strictObject(visit).meta({ id: 'OfficeVisit' });
export const officeVisitView = z.object({ visitId: z.string() }).meta({ id: 'OfficeVisitMade' });
export const officeVisitParams = z.strictObject({ id: z.string().regex(/^[\w-]{1,30}$/) });
export const officeCancelBody = z
  .strictObject({ key: deskKey, person: claim })
  .meta({ id: 'OfficeCancellation' });
export const officeDoneView = z.object({ done: z.literal(true) }).meta({ id: 'OfficeDone' });

export const officeLine = z.strictObject({
  listCode: code,
  quantity: amount(4),
  price: amount(4).meta({ description: '单价（元） unit price in yuan' }),
  amountFen: positiveFen,
  approved: z.boolean().default(false).meta({ description: '限制使用已审批 restricted use approved' }),
});

/** A bill of the desk 窗口费用单: the same body for preview and settlement. */
export const officeBillBody = z
  .strictObject({
    ...visit,
    visitId: z
      .string()
      .regex(/^[\w-]{1,30}$/)
      .optional()
      .meta({ description: '就诊登记号；药店没有 number of the visit; none in a pharmacy' }),
    revision: z
      .int()
      .min(1)
      .max(1295)
      .meta({ description: '草稿版本：明细变动后加一 grows by one when the lines change' }),
    account: z.enum(['none', 'own', 'own-and-family']),
    invoiceNo: code.optional(),
    lines: z.array(officeLine).min(1).max(500),
  })
  .meta({ id: 'OfficeBill' });

export const officePreviewView = z
  .object({ ...previewView.shape, steps: explanationView.shape.steps })
  .meta({ id: 'OfficePreview' });
export const officeSettledView = z
  .object({ settlement: settlementView, accountBalanceFen: fenAmount })
  .meta({ id: 'OfficeSettled' });

export const officeReversalParams = z.strictObject({ id });
export const officeReversalBody = z
  .strictObject({ key: deskKey, reason: z.string().trim().min(2).max(200).refine(soundText) })
  .meta({ id: 'OfficeReversal' });
export const officeReversedView = z
  .object({ settlementId: id, reversalId: id })
  .meta({ id: 'OfficeReversed' });

export type OfficeView = z.input<typeof officeView>;
export type OfficeItemsQuery = z.output<typeof officeItemsQuery>;
export type OfficePersonsView = z.input<typeof officePersonsView>;
export type OfficeItem = z.input<typeof officeItem>;
export type OfficeItemsView = z.input<typeof officeItemsView>;
export type OfficeVisitBody = z.output<typeof officeVisitBody>;
export type OfficeVisitView = z.input<typeof officeVisitView>;
export type OfficeCancelBody = z.output<typeof officeCancelBody>;
export type OfficeDoneView = z.input<typeof officeDoneView>;
export type OfficeBillInput = z.input<typeof officeBillBody>;
export type OfficeBillBody = z.output<typeof officeBillBody>;
export type OfficePreviewView = z.input<typeof officePreviewView>;
export type OfficeSettledView = z.input<typeof officeSettledView>;
export type OfficeReversalBody = z.output<typeof officeReversalBody>;
export type OfficeReversedView = z.input<typeof officeReversedView>;
