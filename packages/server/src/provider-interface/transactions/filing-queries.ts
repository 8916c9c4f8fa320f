import { filingsOf } from '@gongji/store/provider-interface';
import { done, query, type Transaction } from '../transaction.ts';
import { findPerson, psnOnly } from './people.ts';
import { personNode, readSpan } from './visit-queries.ts';

const query5301 = query({
  infno: '5301',
  name: { zh: '人员慢特病备案查询', en: 'Chronic filing query' },
  read: (input) => ({ psnNo: input.one('data').text('psn_no', 30) }),
  run: async (call, { psnNo }) => {
    const found = await findPerson(call, psnOnly(psnNo));
    if (found.kind === 'rejected') return found;
    const filings = await filingsOf(call.services.pool, found.value.personId, 'chronic');
    return done({ filings, names: await call.services.diseases.all() });
  },
  write: ({ filings, names }) => ({
    feedetail: filings.map((f) => ({
      opsp_dise_code: f.diseaseCode ?? '',
      opsp_dise_name: f.details.opsp_dise_name ?? names.get(f.diseaseCode ?? '')?.name ?? '',
      begndate: f.validFrom,
      enddate: f.validTo ?? '',
    })),
  }),
});

const query5302 = query({
  infno: '5302',
  name: { zh: '人员定点信息查询', en: 'Designated-institution query' },
  read: (input) => {
    const f = input.one('data');
    return { psnNo: f.text('psn_no', 30), type: f.maybeCode('biz_appy_type', 'biz_appy_type') };
  },
  run: async (call, { psnNo, type }) => {
    const found = await findPerson(call, psnOnly(psnNo));
    if (found.kind === 'rejected') return found;
    const filings = await filingsOf(call.services.pool, found.value.personId, 'designated');
    const wanted = filings.filter(
      (f) => type === undefined || (f.details.biz_appy_type ?? '').padStart(2, '0') === type.padStart(2, '0'),
    );
    return done({ psnNo, filings: wanted });
  },
  write: ({ psnNo, filings }) => ({
    psnfixmedin: filings.map((f) => ({
      psn_no: psnNo,
      insutype: f.insutype ?? '',
      fix_srt_no: f.details.fix_srt_no ?? '1',
      fixmedins_code: f.institutionCode ?? '',
      fixmedins_name: f.details.fixmedins_name ?? '',
      begndate: f.validFrom,
      enddate: f.validTo ?? '',
      memo: f.details.memo ?? '',
    })),
  }),
});

const query5304 = query({
  infno: '5304',
  name: { zh: '转院信息查询', en: 'Transfer query' },
  read: (input, call) => {
    const f = input.one('data');
    return { psnNo: f.text('psn_no', 30), ...readSpan(f, call) };
  },
  run: async (call, { psnNo, from, to }) => {
    const found = await findPerson(call, psnOnly(psnNo));
    if (found.kind === 'rejected') return found;
    const filings = await filingsOf(call.services.pool, found.value.personId, 'transfer');
    const within = filings.filter((f) => f.validFrom >= from.slice(0, 10) && f.validFrom <= to.slice(0, 10));
    return done({ person: found.value, filings: within });
  },
  write: ({ person, filings }, call) => ({
    refmedin: filings.map((f) => ({
      ...f.details,
      ...personNode(person, call),
      insutype: f.insutype ?? person.coverages[0]?.insutype ?? '',
      reflin_medins_no: f.institutionCode ?? '',
      out_flag: f.details.refl_type === '1' ? '0' : '1',
      refl_date: f.details.refl_date ?? f.validFrom,
      begndate: f.validFrom,
      enddate: f.validTo ?? '',
      hosp_agre_refl_flag: f.details.hosp_agre_refl_flag ?? '1',
    })),
  }),
});

export const FILING_QUERIES: readonly Transaction[] = [query5301, query5302, query5304];
