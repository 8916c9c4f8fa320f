import { z } from 'zod';
import { day, id, institutionCode, insutype, positiveFen, psnNo } from './values.ts';

/** Facts 事实 that only the channel knows. What the registers know is never taken from a request. */
const channelFacts = z
  .strictObject({
    emergency: z.boolean().optional().meta({ description: '急诊' }),
    referral: z.boolean().optional().meta({ description: '转诊' }),
    accident: z.boolean().optional().meta({ description: '外伤' }),
    matnType: z.string().max(6).optional().meta({ description: '生育类别' }),
  })
  .meta({ id: 'ChannelFacts' });

/** One line 费用明细: what was done, how often and for how much. Class, first-pay and ceiling come from the catalogue. */
export const billLineBody = z
  .strictObject({
    id: z.string().min(1).max(30).meta({ description: '明细流水号 number of the line' }),
    listCode: z.string().min(1).max(50).meta({ description: '医疗目录编码 med_list_codg' }),
    on: day.optional(),
    quantity: z
      .string()
      .regex(/^-?\d{1,12}(\.\d{1,4})?$/)
      .meta({ description: '数量 quantity, up to four decimals', examples: ['2', '0.5'] }),
    amountFen: positiveFen,
    approval: z
      .enum(['none', 'approved', 'refused'])
      .default('none')
      .meta({ description: '限制使用审批 approval of a restricted item' }),
  })
  .meta({ id: 'BillLine' });

/** A bill 费用单 to preview or settle. */
export const billBody = z
  .strictObject({
    psnNo,
    insutype,
    institutionCode,
    visitId: z.string().min(1).max(30).optional(),
    medType: z.string().min(1).max(6).meta({ description: '医疗类别 med_type' }),
    startedOn: day,
    endedOn: day,
    diseaseCode: z.string().min(1).max(30).optional(),
    lines: z.array(billLineBody).min(1).max(5000),
    totalFen: positiveFen,
    account: z
      .enum(['none', 'own', 'own-and-family'])
      .default('own')
      .meta({ description: '个人账户使用 use of personal accounts' }),
    midStay: z.boolean().default(false).meta({ description: '中途结算 settled before discharge' }),
    invoiceNo: z.string().max(30).optional(),
    facts: channelFacts.optional(),
  })
  .meta({ id: 'Bill' });

export const reversalBody = z
  .strictObject({
    psnNo,
    visitId: z.string().min(1).max(30).optional(),
    reason: z.string().min(1).max(200),
    effects: z
      .string()
      .max(64)
      .optional()
      .meta({ description: '影响指纹：与查看影响时不一致则不办理 of the preview; refused if other now' }),
  })
  .meta({ id: 'Reversal' });

export const settlementParams = z.strictObject({ id });

/** What a client sends; what the server works with after checking is {@link BillBody}. */
export type BillInput = z.input<typeof billBody>;
export type BillBody = z.output<typeof billBody>;
export type ReversalBody = z.output<typeof reversalBody>;
