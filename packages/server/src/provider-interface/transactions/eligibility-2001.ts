import { filingsOf } from '@gongji/store/provider-interface';
import { dayOf } from '../reading/moments.ts';
import { done, query } from '../transaction.ts';
import { coverageOn, findPerson, psnOnly } from './people.ts';

const POOL_OF: Readonly<Record<string, string>> = { '310': '310100', '390': '390100' };

/** One row for the basic fund of the scheme: entitled or not on the day, and why not. */
export const eligibility2001 = query({
  infno: '2001',
  name: { zh: '人员待遇享受检查', en: 'Eligibility check' },
  read: (input) => {
    const f = input.one('data');
    return {
      psnNo: f.text('psn_no', 30),
      insutype: f.code('insutype', 'insutype'),
      medType: f.code('med_type', 'med_type'),
      on: dayOf(f.time('begntime')),
      diseaseCode: f.maybeText('dise_codg', 30),
    };
  },
  run: async (call, { psnNo, insutype, medType, on, diseaseCode }) => {
    const found = await findPerson(call, psnOnly(psnNo));
    if (found.kind === 'rejected') return found;
    const person = found.value;
    const coverage = coverageOn(person, insutype, on);
    const chronic = medType.startsWith('14')
      ? await filingsOf(call.services.pool, person.personId, 'chronic')
      : undefined;
    const approved = chronic?.some(
      (f) => f.diseaseCode === diseaseCode && f.validFrom <= on && (f.validTo === null || f.validTo >= on),
    );
    const why =
      coverage === undefined
        ? '该日期无有效参保 (not covered on that day)'
        : coverage.benefitFrom > on
          ? `待遇自${coverage.benefitFrom}起 (benefits begin then)`
          : coverage.benefitTo !== null && coverage.benefitTo < on
            ? `待遇至${coverage.benefitTo}止 (benefits have ended)`
            : approved === false
              ? '无有效慢特病备案 (no chronic-disease filing in force)'
              : '';
    return done({ psnNo, insutype, coverage, why });
  },
  write: ({ psnNo, insutype, coverage, why }) => ({
    trtinfo: [
      {
        psn_no: psnNo,
        trt_chk_type: '01',
        fund_pay_type: POOL_OF[insutype] ?? `${insutype}100`,
        trt_enjymnt_flag: why === '' ? '1' : '0',
        begndate: coverage?.benefitFrom ?? '',
        enddate: coverage?.benefitTo ?? '',
        trt_chk_rslt: why,
        exp_content: '',
      },
    ],
  }),
});
