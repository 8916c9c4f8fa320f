import { fen } from '@gongji/domain';
import type { AnyDocument } from '@gongji/reports';
import { personCircumstances } from '@gongji/store/print';
import { readTransfer, type TransferRow } from '@gongji/store/transfer';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { agencyOf, sheetOf } from '../transfer/transfer-view.ts';
import { schemeName } from './code-words.ts';
import { given, personFields } from './person-fields.ts';

export type TransferDocument = 'contact-letter' | 'transfer-sheets';

export interface TransferPaper {
  readonly row: TransferRow;
  readonly data: AnyDocument;
  readonly content: unknown;
}

/** A paper of a transfer as far as it has come; undefined before its letter or its sheets are there. */
export async function transferPaper(
  deps: Pick<RestDeps, 'pool' | 'now'>,
  caller: Caller,
  transferId: string,
  document: TransferDocument,
): Promise<TransferPaper | undefined> {
  const row = await readTransfer(deps.pool, caller, transferId);
  if (row === undefined) return undefined;
  const sheet = sheetOf(row);
  if (document === 'contact-letter' ? row.letterNo === null : sheet === undefined) return undefined;
  const today = chinaDay(deps.now());
  const found = await personCircumstances(deps.pool, row.personId, today.slice(0, 4));
  if (found === undefined) return undefined;
  const { regionName, personName, sexName, bornOn, psnNo, certNo, phone } = personFields(
    found.person,
    today,
    caller,
  );
  const agency = agencyOf(row);
  const fields = {
    ...{ regionName, personName, sexName, bornOn, psnNo, certNo, asOf: today, agencyName: found.agencyName },
    ...given('phone', phone),
    ...given('letterNo', row.letterNo ?? undefined),
    schemeName: schemeName(row.schemeFrom),
    ...given('otherName', agency?.name),
    ...given('otherDivision', agency?.division),
    ...given('otherContact', agency === undefined ? undefined : `${agency.contact} ${agency.phone}`.trim()),
    ...given('bankName', agency?.bankName),
    ...given('accountName', agency?.accountName),
    ...given('bankAccount', agency?.bankAccount),
  };
  if (document === 'contact-letter' || sheet === undefined) {
    const data: AnyDocument = { document: 'contact-letter', fields, rows: {}, flags: [] };
    return { row, data, content: [row.letterNo, agency?.division, row.schemeFrom] };
  }
  const data: AnyDocument = {
    document: 'transfer-sheets',
    fields: {
      ...fields,
      employeeMonths: sheet.employeeMonths,
      residentMonths: sheet.residentMonths,
      deemedMonths: sheet.deemedMonths,
      principalFen: fen(sheet.personFen),
      employerFen: fen(sheet.employerFen),
      interestFen: fen(sheet.interestFen),
      transferFen: fen(sheet.totalFen),
    },
    rows: {
      stretches: sheet.rows.map(({ bookedPersonFen: _own, baseFen, ...one }) => ({
        ...one,
        ...given('baseFen', baseFen),
      })),
    },
    flags: [],
  };
  return {
    row,
    data,
    content: [row.letterNo, sheet.totalFen, sheet.rows.map((r) => [r.from, r.to, r.months])],
  };
}
