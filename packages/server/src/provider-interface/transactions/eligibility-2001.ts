import { type CalendarDate, fen, type RatePpm } from '@gongji/domain';
import type { BillRequest } from '../../settlement/contract.ts';
import type { Call } from '../call.ts';
import { rejectionText } from '../message/rejection-text.ts';
import { dayOf } from '../reading/moments.ts';
import { done, query } from '../transaction.ts';
import { benefitDisease, messageFacts } from './bill-terms.ts';
import { coverageOn, findPerson, psnOnly } from './people.ts';

const POOL_OF: Readonly<Record<string, string>> = { '310': '310100', '390': '390100' };
/** Enough to reach every layer of a policy; nothing is booked. */
const TRIAL_FEN = fen(100_000_000);
const NO_FUND =
  '该医疗类别由个人账户或个人支付 (no fund pays for this type of care: the personal account or the person does)';

interface Asked {
  readonly insutype: string;
  readonly medType: string;
  readonly on: CalendarDate;
  readonly diseaseCode: string | undefined;
  readonly facts: NonNullable<BillRequest['facts']>;
}

/** One row per fund that would pay on the day for this type of care; when none would, one row that says why not. */
export const eligibility2001 = query({
  infno: '2001',
  name: { zh: '人员待遇享受检查', en: 'Eligibility check' },
  read: (input) => {
    const f = input.one('data');
    const medType = f.code('med_type', 'med_type');
    return {
      psnNo: f.text('psn_no', 30),
      insutype: f.code('insutype', 'insutype'),
      medType,
      on: dayOf(f.time('begntime')),
      diseaseCode: f.maybeText('dise_codg', 30),
      facts: messageFacts(f, medType),
    };
  },
  run: async (call, { psnNo, ...asked }) => {
    const found = await findPerson(call, psnOnly(psnNo));
    if (found.kind === 'rejected') return found;
    const person = found.value;
    const trial = await call.services.settlement.preview(await trialBill(call, person.personId, asked));
    const funds =
      trial.kind === 'previewed' ? [...new Set(trial.assessment.payments.map((p) => p.fundType))] : [];
    const why = trial.kind === 'rejected' ? rejectionText(trial.rejections) : NO_FUND;
    return done({
      psnNo,
      coverage: coverageOn(person, asked.insutype, asked.on),
      rows:
        funds.length > 0
          ? funds.map((fund) => ({ fund, why: '' }))
          : [{ fund: POOL_OF[asked.insutype] ?? `${asked.insutype}100`, why }],
    });
  },
  write: ({ psnNo, coverage, rows }) => ({
    trtinfo: rows.map(({ fund, why }) => ({
      psn_no: psnNo,
      trt_chk_type: '01',
      fund_pay_type: fund,
      trt_enjymnt_flag: why === '' ? '1' : '0',
      begndate: coverage?.benefitFrom ?? '',
      enddate: coverage?.benefitTo ?? '',
      trt_chk_rslt: why,
      exp_content: '',
    })),
  }),
});

/**
 * A bill of one item wholly in scope: the policy itself says which funds would pay, with the counters as they are. Outside
 * chronic diseases (14) and stays (2…) the disease is a diagnosis and chooses no benefit.
 */
async function trialBill(call: Call, personId: string, asked: Asked): Promise<BillRequest> {
  const { insutype, medType, on, facts } = asked;
  const choosesByDisease = /^(14|2)/.test(medType);
  const diseaseCode = choosesByDisease ? await benefitDisease(call, asked.diseaseCode) : undefined;
  const line = { id: '1', amountFen: TRIAL_FEN, itemClass: 'A', kind: 'drug' } as const;
  return {
    personId,
    insutype,
    institutionCode: call.institution.code,
    medType,
    startedOn: on,
    endedOn: on,
    ...(diseaseCode === undefined ? {} : { diseaseCode }),
    lines: [{ ...line, firstPayPpm: 0 as RatePpm, refused: false }],
    totalFen: TRIAL_FEN,
    account: 'none',
    midStay: false,
    facts,
  };
}
