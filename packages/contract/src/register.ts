import { CERTIFICATE_KINDS, type CertificateKind } from '@gongji/domain';
import { z } from 'zod';
import { counted, listPage, total } from './list-query.ts';
import { FAMILY_ROLES, type FamilyRole } from './person-acts.ts';
import { bilingual, day, fenAmount, id, personRef, psnNo } from './values.ts';

const ROLES = Object.keys(FAMILY_ROLES) as [FamilyRole, ...FamilyRole[]];
const CERTIFICATE_CODES = Object.keys(CERTIFICATE_KINDS) as [CertificateKind, ...CertificateKind[]];
const text = (most: number) => z.string().trim().max(most);
const reason = text(200).min(2).meta({ description: '事由 why' });

/** What a person's row holds, as somebody enters it. */
const personFields = {
  name: text(100).min(1),
  certType: z.enum(CERTIFICATE_CODES),
  certNo: text(60).min(1),
  sex: z
    .enum(['0', '1', '2', '9'])
    .optional()
    .meta({ description: '缺省取自证件号码 from the number when absent' }),
  ethnic: z
    .string()
    .regex(/^\d{2}$/)
    .optional(),
  bornOn: day.optional().meta({ description: '缺省取自证件号码 from the number when absent' }),
  phone: z
    .string()
    .regex(/^[\d+ -]{6,20}$/)
    .optional(),
  residence: z.enum(['local', 'nonLocal', 'hmt', 'foreign']).optional(),
  householdKind: z
    .enum(['urban', 'rural'])
    .optional()
    .meta({ description: '户籍性质：城镇、农村 household of a town or of the country' }),
  communityId: id.optional(),
  address: text(200).optional(),
  familyOf: psnNo
    .optional()
    .meta({ description: '户主或家庭成员 a member of the family that this person belongs to' }),
  guardianName: text(100).optional(),
  guardianCertNo: text(60).optional(),
  certValidTo: day.optional().meta({ description: '证件有效期止 the certificate is valid until' }),
  familyRole: z.enum(ROLES).optional().meta({ description: '与户主关系 what the person is to the head' }),
};

/** 登记参保人 */
export const newPersonBody = z
  .strictObject({ ...personFields, reason, notTwin: z.boolean().default(false) })
  .meta({ id: 'NewPerson' });
export type NewPersonBody = z.output<typeof newPersonBody>;

/** Change 变更 (it is otherwise from a day on), correct 更正 (it was never so), leave 分户 or death 死亡. */
export const personChangeBody = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.enum(['change', 'correct']),
      values: z.strictObject(z.object(personFields).partial().shape),
      effectiveOn: day.optional(),
      notTwin: z.boolean().default(false),
      reason,
    }),
    z.strictObject({ kind: z.literal('leave'), effectiveOn: day.optional(), reason }),
    z.strictObject({ kind: z.literal('death'), diedOn: day, reason }),
  ])
  .meta({ id: 'PersonChange' });
export type PersonChangeBody = z.output<typeof personChangeBody>;

/** A person as lists of the register show one, masked. */
export const listedPersonView = z.object({
  ref: personRef,
  psnNo: z.string(),
  name: z.string(),
  certNo: z.string(),
  sex: z.string(),
  birthYear: z.string(),
  status: z.enum(['active', 'dead', 'merged']),
  covers: z.array(z.object({ scheme: z.string(), status: z.string(), personStatus: z.string() })),
});
export type ListedPersonView = z.input<typeof listedPersonView>;

export const registerPersonsQuery = z.strictObject({
  q: text(60).default(''),
  unitId: id.optional(),
  ...listPage(['psnNo', 'name', 'birthYear'], 'asc'),
});
export type RegisterPersonsQuery = z.output<typeof registerPersonsQuery>;
export const registerPersonsView = z
  .object({ items: z.array(listedPersonView), ...counted, next: z.int().optional() })
  .meta({ id: 'RegisterPersons' });
export type RegisterPersonsView = z.input<typeof registerPersonsView>;

/** Row of a register as it stood, in the names of its columns; personal data masked. */
const registerRow = z.record(z.string(), z.union([z.string(), z.boolean(), z.null()]));
const REGISTERS = [
  'person',
  'person_certificate',
  'coverage',
  'person_group',
  'person_proof',
  'schooling',
  'census',
  'unit',
  'school_class',
  'budget_unit',
  'filing',
  'account_sharing',
] as const;

/** What rows hold by a number or a code of the agency, in words. */
const registerNames = {
  units: z
    .record(z.string(), z.string())
    .meta({ description: '单位编号 → 名称 names of the units in the rows' }),
  papers: z
    .record(z.string(), bilingual)
    .meta({ description: '认定材料种类 → 名称 names of the kinds of papers' }),
};

/** A person's rows in all registers as they were known at an instant 截至某时所知. */
export const registerFileView = z
  .object({
    ref: personRef,
    knownAt: z.iso.datetime(),
    psnNo: z.string(),
    mergedInto: personRef.optional(),
    alsoKnownAs: z
      .array(personRef)
      .meta({ description: '并入本人的重复登记 duplicates merged into this person' }),
    family: z
      .array(
        z.object({
          ref: personRef,
          name: z.string(),
          birthYear: z.string(),
          role: z.enum(ROLES).optional(),
          self: z.boolean(),
        }),
      )
      .meta({ description: '家庭成员 members of the family' }),
    rows: z.array(z.object({ register: z.enum(REGISTERS), row: registerRow, knownFrom: z.iso.datetime() })),
    ...registerNames,
  })
  .meta({ id: 'RegisterFile' });
export type RegisterFileView = z.input<typeof registerFileView>;
export type RegisterNames = Pick<RegisterFileView, keyof typeof registerNames>;
export const registerFileQuery = z.strictObject({ knownAt: z.iso.datetime({ offset: true }).optional() });
export type RegisterFileQuery = z.output<typeof registerFileQuery>;

/** Changes of one register, or of all. */
export const registerHistoryQuery = z.strictObject({
  register: z.enum(REGISTERS).optional(),
  ...listPage(['at']),
});
export type RegisterHistoryQuery = z.output<typeof registerHistoryQuery>;

/** One change of a person's rows: what stood there before and after. */
const registerChangeItem = z.object({
  no: z.int().meta({ description: '第几次变动 the first change is 1' }),
  at: z.iso.datetime(),
  by: z.string().optional(),
  register: z.enum(REGISTERS),
  key: z.string(),
  kind: z.enum(['made', 'changed', 'removed']),
  changes: z.array(
    z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
  reason: z.string().optional(),
  actId: id.optional(),
  act: z.string().optional(),
  effectiveOn: day
    .optional()
    .meta({ description: '生效日期 from when it is true; `at` is when it became known' }),
});
export const registerHistoryView = z
  .object({ items: z.array(registerChangeItem), ...registerNames, total, next: z.int().optional() })
  .meta({ id: 'RegisterHistory' });
export type RegisterHistoryView = z.input<typeof registerHistoryView>;

/** Enrolment act 参保业务, as lists show it. */
export const actView = z
  .object({
    actId: id,
    kind: z.string(),
    scheme: z.string().optional(),
    person: z.object({ ref: personRef, name: z.string() }).optional(),
    effectiveOn: day,
    reason: z.string(),
    agentName: z.string().optional().meta({ description: '代办人（脱敏） the agent, masked' }),
    hasForm: z.boolean().meta({ description: '可打印登记表 its form can be printed' }),
    actedBy: z.string(),
    actedAt: z.iso.datetime(),
    undoneBy: id.optional(),
    undoesId: id.optional(),
    decision: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'EnrolmentAct' });
export type ActView = z.input<typeof actView>;
export const actsQuery = z.strictObject({
  person: psnNo.optional(),
  mine: z.stringbool().optional(),
  ...listPage(['actedAt', 'effectiveOn']),
});
export type ActsQuery = z.output<typeof actsQuery>;
export const actsView = z
  .object({ items: z.array(actView), ...counted, next: z.int().optional() })
  .meta({ id: 'EnrolmentActs' });
export type ActsView = z.input<typeof actsView>;

/** What an act did: done at once, or waiting for a second person. */
export const actedView = z
  .object({
    state: z.enum(['done', 'waiting']),
    actId: id.optional(),
    requestId: id.optional(),
    person: personRef.optional(),
    causes: z
      .array(bilingual)
      .default([])
      .meta({ description: '须复核的原因 why a second person is needed' }),
    bills: z
      .array(z.object({ billId: id, billNo: z.string(), payer: z.string(), amountFen: fenAmount }))
      .optional()
      .meta({ description: '随办理生成的缴费单 bills that the act has made' }),
    cancelledFen: fenAmount.optional().meta({ description: '撤回后不再收取（分） not asked any more' }),
    refundFen: fenAmount.optional().meta({ description: '撤回后应退（分） paid, to be refunded' }),
  })
  .meta({ id: 'Acted' });
export type ActedView = z.input<typeof actedView>;
export const undoBody = z.strictObject({ reason }).meta({ id: 'UndoAct' });
