import { z } from 'zod';
import { counterItem, filingView, groupView } from './person-page.ts';
import { bilingual, day, fenAmount, id, personRef, psnNo } from './values.ts';

export const personParams = z.strictObject({ psnNo });

/** A person 参保人, masked: enough to recognise, not enough to steal. */
export const personView = z
  .object({
    ref: personRef,
    psnNo: z.string(),
    name: z.string(),
    certNo: z.string(),
    phone: z.string().optional(),
    sex: z.string(),
    birthYear: z.string(),
    coverages: z.array(
      z.object({
        scheme: z.enum(['employee', 'resident']),
        insutype: z.string(),
        status: z.string(),
        personStatus: z.string(),
        coveredFrom: day,
        coveredTo: day.nullable(),
        benefitFrom: day,
        benefitTo: day.nullable(),
        waiting: z.boolean().meta({ description: '等待期内 benefits have not begun' }),
        tier: z.enum(['tier1', 'tier2', 'none']),
        civilServant: z.boolean(),
        familyDoctor: z.boolean(),
        unbrokenYears: z.int(),
        suspension: z
          .object({ from: day, periods: z.string(), owner: z.string().nullable() })
          .nullable()
          .meta({ description: '欠费暂停待遇 benefits stop for what is not paid' }),
      }),
    ),
    groups: z.array(groupView),
    filings: z.array(filingView),
    accountBalanceFen: fenAmount,
  })
  .meta({ id: 'Person' });

export const countersView = z
  .object({
    schemes: z.array(
      z.object({
        scheme: z.enum(['employee', 'resident']),
        version: z.int(),
        counters: z
          .record(z.string(), z.int())
          .meta({ description: '累计键 → 分或次数 counter key → fen or count' }),
        policyId: z.string().optional(),
        items: z
          .array(counterItem)
          .meta({ description: '对照政策限额 measured against the limits of the policy in force today' }),
      }),
    ),
  })
  .meta({ id: 'Counters' });

/** Fund totals 基金发生额, summed from postings. */
export const fundsView = z
  .object({
    funds: z.array(z.object({ scheme: z.string(), fund: z.string(), use: z.string(), netFen: fenAmount })),
    /** Income of each fund by source: who paid, a level of subsidy, late fees, interest. */
    income: z.array(
      z.object({ scheme: z.string(), fund: z.string(), source: z.string(), amountFen: fenAmount }),
    ),
    accountsFen: fenAmount.meta({ description: '个人账户余额合计 balance of all personal accounts' }),
    payableFen: fenAmount.meta({ description: '应付机构与个人 owed to institutions and persons' }),
    settledFen: fenAmount.meta({
      description: '结算记录中基金与账户支付合计 fund and account parts of all settlements',
    }),
    balanced: z.boolean().meta({ description: '账实相符 postings equal settlements' }),
  })
  .meta({ id: 'Funds' });

export const policyParams = z.strictObject({ id: z.string().min(1).max(64) });

export const policySummary = z
  .object({
    id: z.string(),
    name: bilingual,
    region: z.string(),
    scheme: z.enum(['employee', 'resident']),
    insutype: z.string(),
    inForceFrom: day,
    inForceTo: day.nullable(),
    version: z.string(),
  })
  .meta({ id: 'PolicySummary' });

export const policiesView = z.object({ items: z.array(policySummary) }).meta({ id: 'Policies' });

export const policyView = z
  .object({
    ...policySummary.shape,
    benefits: z.array(z.object({ id: z.string(), name: bilingual, medTypes: z.array(z.string()) })),
    questions: z.array(z.object({ id: z.string(), text: bilingual, reading: bilingual })),
    source: z.string().meta({ description: '政策文件原文 the policy file as text' }),
  })
  .meta({ id: 'Policy' });

/** What the first page shows 概览. */
export const overviewView = z
  .object({
    day,
    settlements: z.int(),
    reversals: z.int(),
    totalFen: fenAmount,
    fundFen: fenAmount,
    accountFen: fenAmount,
    cashFen: fenAmount,
    byFund: z.array(
      z.object({
        payer: z.string(),
        name: bilingual,
        fundType: z.string(),
        amountFen: fenAmount,
        bills: z.int(),
      }),
    ),
    persons: z.int(),
    institutions: z.int(),
    latestId: id.optional(),
    balanced: z.boolean(),
  })
  .meta({ id: 'Overview' });

export type PersonView = z.input<typeof personView>;
export type CountersView = z.input<typeof countersView>;
export type FundsView = z.input<typeof fundsView>;
export type PolicySummaryView = z.input<typeof policySummary>;
export type PolicyView = z.input<typeof policyView>;
export type OverviewView = z.input<typeof overviewView>;
