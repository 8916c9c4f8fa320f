import { z } from 'zod';
import { requestsPage, total } from './list-query.ts';
import { type bilingual, day, fenAmount, id, personRef, positiveFen, psnNo } from './values.ts';

const name = z.string().trim().min(1).max(50);
const proofNo = z
  .string()
  .trim()
  .max(50)
  .default('')
  .meta({ description: '材料编号 number of the paper it rests on' });
const reason = z.string().trim().min(2).max(500);

export const RELATIONS = [
  'spouse',
  'parent',
  'child',
  'sibling',
  'grandparent',
  'grandchild',
  'other',
] as const;
export const ACCOUNT_REQUEST_KINDS = ['correction', 'freeze', 'unfreeze', 'closing', 'withdrawal'] as const;
export const CLOSING_REASONS = ['death', 'emigration', 'transfer'] as const;

/** Consent 家庭共济授权 as the account's owner and the relative see it. */
const consentView = z
  .object({
    direction: z.enum(['given', 'received']).meta({ description: '本人授权他人 / 他人授权本人' }),
    relative: personRef,
    relativeName: z.string(),
    relation: z.enum(RELATIONS),
    capFen: fenAmount.optional(),
    usedFen: fenAmount,
    validFrom: day,
    validTo: day.nullable(),
    state: z.enum(['coming', 'live', 'over', 'revoked']),
    consentedAt: z.iso.datetime(),
    revokedAt: z.iso.datetime().optional(),
  })
  .meta({ id: 'AccountConsent' });

/** One year of an account: opening + movements by kind = closing. */
const accountYear = z.object({
  year: z.string(),
  openingFen: fenAmount,
  closingFen: fenAmount,
  byKind: z.record(z.string(), fenAmount),
});

/** Why money of a merged number has not gone on: the account of who stays or of the number is shut, or it will with what comes next. */
export const MERGED_MONEY_WHY = ['closed', 'frozen', 'numberClosed', 'numberFrozen', 'later'] as const;

/** Personal account 个人账户: how it stands, its years, its consents. */
export const accountView = z
  .object({
    ref: personRef,
    name: z.string(),
    account: z
      .object({
        balanceFen: fenAmount,
        status: z.enum(['open', 'frozen', 'closed']),
        openedOn: day,
        closedOn: day.optional(),
        closedReason: z.enum(CLOSING_REASONS).optional(),
        interestTo: day.optional(),
      })
      .optional(),
    years: z.array(accountYear),
    consents: z.array(consentView),
    mergedMoney: z
      .array(
        z.object({
          number: personRef,
          stays: personRef,
          balanceFen: fenAmount,
          why: z.enum(MERGED_MONEY_WHY),
        }),
      )
      .meta({
        description:
          '被合并编号账户中尚未转入保留人的余额 money of merged numbers that has not gone on to who stays',
      }),
  })
  .meta({ id: 'Account' });

/** Consent to be given. The relative is named by number and name, so that nobody finds out names by numbers. */
export const consentBody = z
  .strictObject({
    relativeNo: psnNo.meta({
      description: '亲属的人员编号或证件号码 person or certificate number of the relative',
    }),
    relativeName: name,
    relation: z.enum(RELATIONS),
    capFen: positiveFen.refine((fen) => fen > 0, { error: 'more than nothing' }).optional(),
    validFrom: day,
    validTo: day.optional(),
    proofNo,
  })
  .meta({ id: 'AccountConsentBody' });

export const revocationBody = z
  .strictObject({ relative: personRef.regex(/^~\d{1,18}$/), validFrom: day })
  .meta({ id: 'AccountConsentRevocation' });

/** Who gets money of an account: by the bank, or into the account of an heir who is insured here. */
const payee = z.discriminatedUnion('to', [
  z.strictObject({
    to: z.literal('bank'),
    name,
    certNo: z.string().trim().min(1).max(30),
    relation: z.enum([...RELATIONS, 'self']),
    amountFen: positiveFen,
    bankName: z.string().trim().min(2).max(60),
    bankAccount: z.string().regex(/^\d{8,30}$/),
  }),
  z.strictObject({
    to: z.literal('account'),
    name,
    psnNo,
    relation: z.enum(RELATIONS),
    amountFen: positiveFen,
  }),
]);

/** What is asked for an account; a second person decides. */
export const accountRequestBody = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('correction'),
      amountFen: z
        .int()
        .min(-1_000_000_000)
        .max(1_000_000_000)
        .refine((fen) => fen !== 0, { error: 'not zero' }),
      reason,
      proofNo,
    }),
    z.strictObject({ kind: z.literal('freeze'), reason, proofNo }),
    z.strictObject({ kind: z.literal('unfreeze'), reason, proofNo }),
    z.strictObject({
      kind: z.literal('closing'),
      closedReason: z.enum(CLOSING_REASONS),
      payees: z.array(payee).max(10),
      reason,
      proofNo,
    }),
    z.strictObject({ kind: z.literal('withdrawal'), payees: z.array(payee).min(1).max(10), reason, proofNo }),
  ])
  .meta({ id: 'AccountRequestBody' });

/** A request about an account 个人账户业务申请. */
export const accountRequestView = z
  .object({
    requestId: id,
    ref: personRef,
    personName: z.string(),
    kind: z.enum(ACCOUNT_REQUEST_KINDS),
    amountFen: fenAmount,
    balanceFen: fenAmount,
    closedReason: z.enum(CLOSING_REASONS).optional(),
    payees: z.array(
      z.object({
        to: z.enum(['bank', 'account']),
        name: z.string(),
        relation: z.string(),
        amountFen: fenAmount,
        where: z.string(),
      }),
    ),
    reason: z.string(),
    proofNo: z.string(),
    requestedBy: z.string(),
    requestedAt: z.iso.datetime(),
    mine: z.boolean(),
    decision: z
      .object({ by: z.string(), at: z.iso.datetime(), approved: z.boolean(), note: z.string() })
      .optional(),
  })
  .meta({ id: 'AccountRequest' });

export const accountRequestsQuery = z.strictObject(requestsPage);
export type AccountRequestsQuery = z.output<typeof accountRequestsQuery>;
export const accountRequestsView = z
  .object({ items: z.array(accountRequestView), total, next: z.int().optional() })
  .meta({ id: 'AccountRequests' });
export type AccountRequestsView = z.input<typeof accountRequestsView>;
export const accountDecisionBody = z
  .strictObject({ approved: z.boolean(), note: z.string().trim().max(500).default('') })
  .meta({ id: 'AccountDecision' });

/** Run over all accounts 计息、统筹划入: of a year, or of a month. */
export const accountRunBody = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('interest'), period: z.string().regex(/^20\d\d$/) }),
    z.strictObject({
      kind: z.literal('retired-credit'),
      period: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/),
    }),
  ])
  .meta({ id: 'AccountRun' });
export type AccountRunBody = z.output<typeof accountRunBody>;

/** Kinds of account movements with the words that people read. */
export const MOVEMENT_KINDS = {
  opening: { zh: '期初', en: 'opening' },
  credit: { zh: '缴费划入', en: 'share of contribution' },
  'pooled-credit': { zh: '统筹基金划入', en: 'credit from the pooled fund' },
  interest: { zh: '利息', en: 'interest' },
  spend: { zh: '本人就医购药', en: 'own bill' },
  'spend-family': { zh: '家庭共济', en: 'bill of a relative' },
  refund: { zh: '撤销退回', en: 'refund of a reversal' },
  'transfer-in': { zh: '转入', en: 'transferred in' },
  'transfer-out': { zh: '转出', en: 'transferred out' },
  withdrawal: { zh: '支取', en: 'paid out' },
  inheritance: { zh: '继承', en: 'inheritance' },
  correction: { zh: '更正', en: 'correction' },
  merge: { zh: '合并结转', en: 'merged' },
} as const satisfies Readonly<Record<string, z.input<typeof bilingual>>>;

export type AccountView = z.input<typeof accountView>;
export type ConsentBody = z.output<typeof consentBody>;
export type RevocationBody = z.output<typeof revocationBody>;
export type AccountRequestBody = z.output<typeof accountRequestBody>;
export type AccountRequestView = z.input<typeof accountRequestView>;
export type AccountPayee = z.output<typeof payee>;
export type AccountDecisionBody = z.output<typeof accountDecisionBody>;
