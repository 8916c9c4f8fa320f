import type { BillBody } from '@gongji/contract';
import { type Rejection, rejection } from '@gongji/domain';
import type { BillLine, FactValue } from '@gongji/engine';
import type { Queryable } from '@gongji/store';
import { type CatalogueItem, catalogueItems } from '@gongji/store/provider-interface';
import { institutionLevel, personFile, wholeRegion } from '@gongji/store/rest';
import { type CatalogueTerms, isRefused, termsOn } from '../catalogue/terms-on.ts';
import type { BillRequest } from '../settlement/contract.ts';
import type { Caller } from './caller.ts';

export type ReadBill =
  | { readonly kind: 'read'; readonly bill: BillRequest }
  | { readonly kind: 'rejected'; readonly rejections: readonly Rejection[] };

/** Puts the registers' terms on a bill: who it is, and each line's class, first-pay and ceiling as of its day. */
export async function billRequest(db: Queryable, caller: Caller, body: BillBody): Promise<ReadBill> {
  const [person, level, items] = await Promise.all([
    personFile(db, wholeRegion(caller.regionCode), body.psnNo),
    institutionLevel(db, caller, body.institutionCode),
    catalogueItems(db, [...new Set(body.lines.map((line) => line.listCode))]),
  ]);
  const rejections: Rejection[] = [];
  if (person === undefined)
    rejections.push(rejection('person-unknown', { personId: body.psnNo }, { field: 'psnNo' }));
  if (level === undefined)
    rejections.push(
      rejection(
        'institution-unknown',
        { institutionCode: body.institutionCode },
        { field: 'institutionCode' },
      ),
    );
  const byCode = new Map(items.map((item) => [item.listCode, item]));
  const lines = body.lines.flatMap((line, index) => {
    const item = byCode.get(line.listCode);
    const key = { on: line.on ?? body.endedOn, level: level ?? '', insutype: body.insutype };
    const terms = termsOn(item, key);
    if (item !== undefined && terms !== undefined) return [billLine(line, item, terms)];
    rejections.push(
      rejection(
        'item-unknown',
        { listCode: line.listCode, line: line.id },
        { field: `lines.${index}.listCode` },
      ),
    );
    return [];
  });
  if (person === undefined || rejections.length > 0) return { kind: 'rejected', rejections };
  const { psnNo: _, lines: __, visitId, diseaseCode, invoiceNo, facts, ...rest } = body;
  const bill: BillRequest = {
    ...rest,
    personId: person.personId,
    lines,
    ...(visitId === undefined ? {} : { visitId }),
    ...(diseaseCode === undefined ? {} : { diseaseCode }),
    ...(invoiceNo === undefined ? {} : { invoiceNo }),
    ...(facts === undefined ? {} : { facts: definedOnly(facts) }),
  };
  return { kind: 'read', bill };
}

function billLine(
  line: BillBody['lines'][number],
  { restricted }: CatalogueItem,
  { itemClass, kind, firstPayPpm, ceilingE4 }: CatalogueTerms,
): BillLine {
  return {
    id: line.id,
    amountFen: line.amountFen,
    itemClass,
    kind,
    firstPayPpm,
    refused: isRefused(restricted, line.approval ?? 'none'),
    cntE4: tenThousandths(line.quantity),
    ...(ceilingE4 === undefined ? {} : { ceilingPriceE4: ceilingE4 }),
    listCode: line.listCode,
    ...(line.on === undefined ? {} : { on: line.on }),
  };
}

/** "0.5" → 5000; the schema allows four decimals at most. */
function tenThousandths(quantity: string): number {
  const [whole = '0', decimals = ''] = quantity.replace('-', '').split('.');
  const value = Number(whole) * 10_000 + Number(decimals.padEnd(4, '0'));
  return quantity.startsWith('-') ? -value : value;
}

function definedOnly(facts: NonNullable<BillBody['facts']>): Readonly<Record<string, FactValue>> {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
