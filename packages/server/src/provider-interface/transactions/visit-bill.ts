import { type CalendarDate, type Fen, fen, yuanText } from '@gongji/domain';
import type { FeeLine, InsuredPerson, Visit } from '@gongji/store/provider-interface';
import type { BillRequest } from '../../settlement/contract.ts';
import type { Call } from '../call.ts';
import { netLines } from '../lines/net-lines.ts';
import { billLine } from '../lines/price-lines.ts';
import { readSplits, type SentSplits } from '../lines/split-sums.ts';
import { beijingDay } from '../message/beijing-time.ts';
import { earlierAnswer } from '../message-effect.ts';
import type { FieldReader } from '../reading/field-reader.ts';
import { dayOf } from '../reading/moments.ts';
import { reject } from '../reading/rejections.ts';
import { type Answer, rejected } from '../transaction.ts';
import { accountUse, benefitDisease, messageFacts } from './bill-terms.ts';
import { checkClaim, type PersonClaim, readPersonClaim } from './people.ts';
import { wrongState } from './visit-lookup.ts';

/** What 2206, 2207, 2303 and 2304 say. */
export interface BillInput {
  readonly claim: PersonClaim;
  readonly visitId: string;
  readonly insutype: string;
  /** Outpatient: from the message; inpatient: undefined, the visit knows it. */
  readonly medType: string | undefined;
  /** Outpatient: the batch that is settled; inpatient: undefined, all open lines are. */
  readonly chargeBatchNo: string | undefined;
  readonly totalFen: Fen;
  readonly account: BillRequest['account'];
  readonly midStay: boolean;
  readonly dischargedOn: CalendarDate | undefined;
  readonly invoiceNo: string | undefined;
  readonly splits: SentSplits;
  readonly facts: NonNullable<BillRequest['facts']>;
}

export function readBillInput(input: FieldReader, kind: Visit['kind']): BillInput {
  const f = input.one('data');
  const outpatient = kind === 'outpatient';
  const medType = outpatient ? f.code('med_type', 'med_type') : f.maybeCode('med_type', 'med_type');
  return {
    claim: readPersonClaim(f),
    visitId: f.text('mdtrt_id', 30),
    insutype: f.code('insutype', 'insutype'),
    medType: outpatient ? medType : undefined,
    chargeBatchNo: outpatient ? f.text('chrg_bchno', 30) : undefined,
    totalFen: f.yuan('medfee_sumamt'),
    account: accountUse(f),
    midStay: outpatient ? false : f.flag('mid_setl_flag'),
    dischargedOn: outpatient ? undefined : f.maybeDay(['dscgTime', 'dscg_time']),
    invoiceNo: f.maybeText('invono', 50),
    splits: readSplits(f),
    facts: messageFacts(f, medType ?? ''),
  };
}

/** A bill ready for the settlement capability, with the lines as they were uploaded. */
export interface ReadyBill {
  readonly kind: 'ready';
  readonly person: InsuredPerson;
  readonly visit: Visit;
  readonly uploaded: readonly FeeLine[];
  readonly bill: BillRequest;
}

/**
 * Loads the visit with its unsettled lines (one query) and makes the bill of them. A message seen before is answered
 * from what was stored: by then its lines are settled and would look missing.
 */
export async function prepareVisitBill(
  call: Call,
  input: BillInput,
  kind: Visit['kind'],
): Promise<ReadyBill | Answer> {
  const loaded = await call.services.visitBills.byKey({
    psnNo: input.claim.psnNo,
    visitId: input.visitId,
    chargeBatchNo: input.chargeBatchNo,
    institutionCode: call.institution.code,
    msgid: call.message.msgid,
  });
  if (loaded?.effect !== undefined) return earlierAnswer(call, loaded.effect);
  if (loaded === undefined)
    return rejected(reject('person-unknown', { field: 'data.psn_no', value: input.claim.psnNo }));
  const claimed = checkClaim(loaded.person, input.claim);
  if (claimed.kind === 'rejected') return claimed;
  const { person, visit, batches } = loaded;
  if (visit === null || visit.state === 'cancelled')
    return rejected(reject('visit-unknown', { field: 'data.mdtrt_id', value: input.visitId }));
  if (visit.kind !== kind)
    return rejected(
      wrongState(
        '就诊类型不符 (wrong kind of visit)',
        '门诊用2206、2207，住院用2303、2304',
        '2206 and 2207 for outpatients, 2303 and 2304 for stays',
      ),
    );
  if (visit.insutype !== input.insutype)
    return rejected(
      wrongState(
        `登记险种为${visit.insutype} (registered under)`,
        '按登记险种结算，或撤销后重新登记',
        'settle under that scheme, or register again',
      ),
    );
  const uploaded = batches.flatMap((b) => b.lines);
  if (uploaded.length === 0)
    return rejected(reject('lines-missing', { field: 'data.mdtrt_id', value: input.visitId }));
  const sumFen = fen(uploaded.reduce<number>((sum, line) => sum + line.amountFen, 0));
  if (sumFen !== input.totalFen) return rejected(totalMismatch(input.totalFen, sumFen));
  const sentDisease = batches.find((b) => b.diseaseCode !== null)?.diseaseCode ?? visit.diseaseCode;
  const diseaseCode = await benefitDisease(call, sentDisease ?? undefined);
  const bill = billOf(call, input, { visit, person, uploaded, diseaseCode });
  return { kind: 'ready', person, visit, uploaded, bill };
}

interface BillParts {
  readonly visit: Visit;
  readonly person: InsuredPerson;
  readonly uploaded: readonly FeeLine[];
  readonly diseaseCode: string | undefined;
}

function billOf(
  call: Call,
  input: BillInput,
  { visit, person, uploaded, diseaseCode }: BillParts,
): BillRequest {
  const startedOn = dayOf(visit.begunAt);
  return {
    personId: person.personId,
    insutype: input.insutype,
    institutionCode: call.institution.code,
    visitId: visit.visitId,
    medType: input.medType ?? visit.medType,
    startedOn,
    endedOn: visit.kind === 'outpatient' ? startedOn : endOfStay(call, input, visit),
    ...(diseaseCode === undefined ? {} : { diseaseCode }),
    lines: netLines(uploaded).map(billLine),
    totalFen: input.totalFen,
    account: input.account,
    midStay: input.midStay,
    ...(input.invoiceNo === undefined ? {} : { invoiceNo: input.invoiceNo }),
    facts: { ...visit.details.facts, ...input.facts },
  };
}

/** The day of discharge: as registered (2402), else as the message says, else today; a mid-stay bill ends today. */
function endOfStay(call: Call, input: BillInput, visit: Visit): CalendarDate {
  const today = dayOf(beijingDay(call.receivedAt));
  if (input.midStay) return today;
  return visit.endedAt === null ? (input.dischargedOn ?? today) : dayOf(visit.endedAt);
}

function totalMismatch(sent: Fen, sum: Fen) {
  return reject('amount-mismatch', {
    field: 'data.medfee_sumamt',
    value: yuanText(sent),
    expected: `未结算明细合计${yuanText(sum)} (sum of the unsettled lines)`,
    difference: yuanText(fen(Math.abs(sent - sum))),
    remedy_zh: '核对已上传明细，必要时撤销（2205、2302）后重传',
    remedy_en: 'check the uploaded lines; withdraw with 2205 or 2302 and upload again',
  });
}
