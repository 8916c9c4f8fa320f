import { z } from 'zod';
import { bilingual, day, fenAmount, id, insutype, personRef } from './values.ts';

const payment = z.object({
  payer: z.string(),
  name: bilingual.meta({ description: '基金名称 name of the fund' }),
  fundType: z.string(),
  amountFen: fenAmount,
});
const lineSplit = z.object({
  id: z.string(),
  selfPaidFen: fenAmount,
  overLimitFen: fenAmount,
  firstPayFen: fenAmount,
  inScopeFen: fenAmount,
  firstPayPpm: z.int(),
});

/** A line with what was bought and the terms it was settled by. */
const settledLine = lineSplit.extend({
  listCode: z.string().optional(),
  name: z.string().optional().meta({ description: '目录名称 name in the catalogue' }),
  itemClass: bilingual.optional().meta({ description: '甲乙丙类 class of the item' }),
  quantity: z.string().optional().meta({ description: '数量 quantity' }),
  ceilingPrice: z.string().optional().meta({ description: '限价（元） price ceiling in yuan' }),
});

/** Who pays what of one bill. Total = fund + provider + account + family account + cash. */
const split = {
  totalFen: fenAmount,
  selfPaidFen: fenAmount,
  overLimitFen: fenAmount,
  firstPayFen: fenAmount,
  inScopeFen: fenAmount,
  deductibleFen: fenAmount,
  fundFen: fenAmount,
  providerFen: fenAmount,
  accountFen: fenAmount,
  familyAccountFen: fenAmount,
  cashFen: fenAmount,
  payments: z.array(payment),
};

export const previewView = z
  .object({
    policyId: z.string(),
    policyVersion: z.string(),
    benefit: z.string(),
    clrType: z.string(),
    ...split,
    lines: z.array(lineSplit),
    accountBalanceFen: fenAmount,
  })
  .meta({ id: 'Preview' });

/** A settlement 结算 as lists show it: the person masked. */
export const settlementSummary = z
  .object({
    settlementId: id,
    kind: z.enum(['settlement', 'reversal']),
    originId: id.optional(),
    reversedBy: id.optional().meta({ description: '冲销记录 the reversal of this settlement, if any' }),
    person: z
      .object({ ref: personRef, psnNo: z.string(), name: z.string() })
      .meta({ description: '已脱敏 masked' }),
    institutionCode: z.string(),
    institutionName: z.string(),
    scheme: z.enum(['employee', 'resident']),
    insutype,
    benefit: z.string(),
    medType: z.string(),
    startedOn: day,
    endedOn: day,
    settledAt: z.iso.datetime(),
    totalFen: fenAmount,
    fundFen: fenAmount,
    accountFen: fenAmount.meta({ description: '个人账户与共济账户 own and family account' }),
    cashFen: fenAmount,
  })
  .meta({ id: 'SettlementSummary' });

export const settlementView = z
  .object({
    ...settlementSummary.shape,
    ...split,
    visitId: z.string().optional(),
    clrType: z.string(),
    policyId: z.string(),
    policyVersion: z.string(),
    lines: z.array(settledLine),
    wholeBillFirstPay: z.array(z.object({ name: bilingual, amountFen: fenAmount })).meta({
      description: '按整单计算的先行自付，不在各行明细中 first-pay of the bill as a whole, in no line',
    }),
    postings: z.array(z.object({ debit: z.string(), credit: z.string(), amountFen: fenAmount })),
  })
  .meta({ id: 'Settlement' });

export const settlementPage = z
  .object({
    items: z.array(settlementSummary),
    next: id.optional().meta({ description: '下一页的 before 值 pass as `before` for the next page' }),
  })
  .meta({ id: 'SettlementPage' });

export const settlementQuery = z.strictObject({
  institutionCode: z.string().max(30).optional(),
  day: day.optional(),
  before: id.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Result of POST /api/settlements and of a reversal. `replayed`: the same request came before; nothing was done twice. */
export const settledView = z
  .object({ settlementId: id, replayed: z.boolean(), accountBalanceFen: fenAmount.optional(), ...split })
  .meta({ id: 'Settled' });

export const explanationQuery = z.strictObject({
  lang: z.enum(['zh', 'en']).default('zh'),
  format: z.enum(['json', 'text']).default('json'),
});

export const explanationView = z
  .object({
    settlementId: id,
    policyId: z.string(),
    steps: z.array(
      z.object({
        step: z.string(),
        title: bilingual,
        clause: z.string(),
        formula: z.string(),
        sentence: bilingual,
      }),
    ),
    text: z.string().meta({ description: '所选语言的全文 the whole text in the language asked for' }),
  })
  .meta({ id: 'Explanation' });

export type PreviewView = z.input<typeof previewView>;
export type SettlementSummary = z.input<typeof settlementSummary>;
export type SettlementView = z.input<typeof settlementView>;
export type SettledView = z.input<typeof settledView>;
export type ExplanationView = z.input<typeof explanationView>;
