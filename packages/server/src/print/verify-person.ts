import { fen } from '@gongji/domain';
import { type AnyDocument, moneyText } from '@gongji/reports';
import { fact, type Verification } from './verification.ts';

/** What stands on a paper of a person or a transfer besides his name, to compare it with. */
export function personPaperFacts(data: AnyDocument): Verification['facts'] {
  if (data.document === 'cover-certificate') {
    const covers = data.rows.covers.map((c) =>
      fact(
        '参保',
        'Cover',
        `${c.schemeName?.zh ?? ''} ${c.coveredFrom ?? ''} – ${c.coveredTo ?? ''} ${c.state?.zh ?? ''}`,
      ),
    );
    return [...covers, ...monthFacts(data.fields)];
  }
  if (data.document === 'cover-proof') {
    const { schemeName, unitName, coveredFrom, coveredTo, coverState, agencyName } = data.fields;
    return [
      fact('险种', 'Scheme', schemeName?.zh ?? ''),
      fact('参保单位', 'Unit', unitName ?? ''),
      fact('参保', 'Cover', `${coveredFrom ?? ''} – ${coveredTo ?? ''} ${coverState?.zh ?? ''}`),
      fact('经办机构', 'Agency', agencyName ?? ''),
    ];
  }
  if (data.document === 'own-contributions' || data.document === 'yearly-record') {
    const { year, employerPartsFen, ownPartsFen, subsidyPartsFen } = data.fields;
    return [
      fact('年度', 'Year', year ?? ''),
      fact('单位缴纳（元）', 'Employer (yuan)', moneyText(fen(employerPartsFen ?? 0))),
      fact('个人缴纳（元）', 'Own (yuan)', moneyText(fen(ownPartsFen ?? 0))),
      fact('财政补助（元）', 'Subsidy (yuan)', moneyText(fen(subsidyPartsFen ?? 0))),
    ];
  }
  if (data.document === 'contact-letter') {
    const { letterNo, otherName, agencyName, accountName, bankName, bankAccount } = data.fields;
    return [
      fact('编号', 'Number', letterNo ?? ''),
      fact('致', 'To', otherName ?? ''),
      fact('经办机构', 'Agency', agencyName ?? ''),
      fact('收款账户', 'Account for the money', [accountName, bankName, bankAccount].join(' ')),
    ];
  }
  if (data.document !== 'transfer-sheets') return [];
  const { letterNo, transferFen } = data.fields;
  return [
    fact('联系函编号', 'Letter', letterNo ?? ''),
    ...monthFacts(data.fields),
    fact('转移金额（元）', 'To transfer (yuan)', moneyText(fen(transferFen ?? 0))),
  ];
}

function monthFacts(months: {
  readonly employeeMonths?: number | undefined;
  readonly residentMonths?: number | undefined;
  readonly deemedMonths?: number | undefined;
}): Verification['facts'] {
  return [
    fact('职工缴费月数', 'Employee months', String(months.employeeMonths ?? 0)),
    fact('居民缴费月数', 'Resident months', String(months.residentMonths ?? 0)),
    fact('视同缴费月数', 'Deemed months', String(months.deemedMonths ?? 0)),
  ];
}
