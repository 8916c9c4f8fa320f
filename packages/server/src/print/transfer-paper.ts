import { fen } from '@gongji/domain';
import type { AnyDocument } from '@gongji/reports';
import { ownAgency, personCircumstances } from '@gongji/store/print';
import { readTransfer, type TransferRow } from '@gongji/store/transfer';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { agencyOf, sheetOf } from '../transfer/transfer-view.ts';
import { schemeName } from './code-words.ts';
import { agencyFields, given, shownFields, transferFields } from './person-fields.ts';
import type { PrintJob } from './print-job.ts';

export type TransferDocument = 'contact-letter' | 'transfer-sheets';

export interface TransferPaper {
  readonly row: TransferRow;
  readonly data: AnyDocument;
  readonly shown: NonNullable<PrintJob['shown']>;
  readonly content: unknown;
}

/** A paper of a transfer as far as it has come; undefined before its letter or its sheets are there. A letter of ours asks for who comes. */
export async function transferPaper(
  deps: Pick<RestDeps, 'pool' | 'now'>,
  caller: Caller,
  transferId: string,
  document: TransferDocument,
): Promise<TransferPaper | undefined> {
  const row = await readTransfer(deps.pool, caller, transferId);
  if (row === undefined) return undefined;
  const sheet = sheetOf(row);
  const ready =
    document === 'contact-letter' ? row.direction === 'in' && row.letterNo !== null : sheet !== undefined;
  if (!ready) return undefined;
  const today = chinaDay(deps.now());
  const found = await personCircumstances(deps.pool, row.personId, today.slice(0, 4));
  if (found === undefined) return undefined;
  const ours = await ownAgency(deps.pool, row.regionCode);
  const agency = agencyOf(row);
  const fields = {
    ...transferFields(found.person, today, caller),
    ...given('letterNo', row.letterNo ?? undefined),
    ...{ asOf: today, schemeName: schemeName(row.schemeFrom) },
    ...given('otherName', agency?.name),
    ...given('otherDivision', agency?.division),
    ...given('otherContact', agency === undefined ? undefined : `${agency.contact} ${agency.phone}`.trim()),
    ...given(
      'otherAddress',
      agency === undefined ? undefined : `${agency.address} ${agency.postcode}`.trim(),
    ),
    ...(ours === undefined ? {} : agencyFields(ours)),
  };
  const shown = shownFields(caller);
  if (document === 'contact-letter' || sheet === undefined) {
    const flags = ours?.bankAccount ? [] : (['noAccount'] as const);
    const data: AnyDocument = { document: 'contact-letter', fields, rows: {}, flags };
    const account = [ours?.accountName, ours?.bankName, ours?.bankAccount];
    return { row, data, shown, content: [row.letterNo, agency?.division, row.schemeFrom, account] };
  }
  const paid = sheet.rows.filter(({ months }) => months > 0);
  const data: AnyDocument = {
    document: 'transfer-sheets',
    fields: {
      ...fields,
      ...given('insuredFrom', paid.at(0)?.from),
      ...given('insuredTo', paid.at(-1)?.to),
      employeeMonths: sheet.employeeMonths,
      residentMonths: sheet.residentMonths,
      madeUpMonths: sheet.madeUpMonths ?? 0,
      deemedMonths: sheet.deemedMonths,
      principalFen: fen(sheet.personFen),
      employerFen: fen(sheet.employerFen),
      interestFen: fen(sheet.interestFen),
      transferFen: fen(sheet.totalFen),
    },
    rows: {
      stretches: sheet.rows.map(({ baseFen, employerPaidFen, personPaidFen, yearEndPersonFen, ...one }) => ({
        ...one,
        ...given('baseFen', baseFen),
        ...given('employerPaidFen', employerPaidFen),
        ...given('personPaidFen', personPaidFen),
        ...given('yearEndPersonFen', yearEndPersonFen),
      })),
    },
    flags: [],
  };
  return {
    row,
    data,
    shown,
    content: [row.letterNo, sheet.totalFen, sheet.rows.map((r) => [r.from, r.to, r.months])],
  };
}
