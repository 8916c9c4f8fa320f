import {
  type OtherAgency,
  TRANSFER_MATERIALS,
  type TransferSheet,
  type TransferSummary,
  type TransfersQuery,
  type TransfersView,
  type TransferView,
} from '@gongji/contract';
import { type CalendarDate, gapsOf } from '@gongji/domain';
import {
  countTransfers,
  listTransfers,
  readTransfer,
  type TransferRow,
  transferEvents,
} from '@gongji/store/transfer';
import { personRef } from '../identity/person-ref.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import { maskName } from '../rest/mask.ts';
import { pageAfter } from '../rest/paged.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import type { TransferDeps } from './deps.ts';
import { knownStretches } from './insured.ts';

export async function transfers(
  { pool, now }: TransferDeps,
  caller: Caller,
  query: TransfersQuery,
): Promise<Answer<TransfersView>> {
  const filter = { direction: query.direction, openOnly: query.open === 'true' };
  const [rows, total] = await Promise.all([
    listTransfers(pool, caller, { ...query, ...filter, limit: query.limit + 1 }),
    countTransfers(pool, caller, filter),
  ]);
  const today = chinaDay(now());
  const items = rows.map((row) => summary(row, today));
  return ok({ ...pageAfter(items, query), total });
}

export async function transfer(
  deps: TransferDeps,
  caller: Caller,
  transferId: string,
): Promise<Answer<TransferView>> {
  const row = await readTransfer(deps.pool, caller, transferId);
  if (row === undefined) return problemAnswer('not-found');
  const today = chinaDay(deps.now());
  const [events, known] = await Promise.all([
    transferEvents(deps.pool, row),
    knownStretches(deps.pool, row.personId, today),
  ]);
  const sheet = sheetOf(row);
  const rows = row.state === 'sheet' ? (sheet?.rows ?? []) : [];
  const given = new Set(row.materials);
  const agency = agencyOf(row);
  return ok({
    ...summary(row, today),
    ...(agency === undefined ? {} : { otherAgency: agency }),
    ...(row.letterNo === null ? {} : { letterNo: row.letterNo }),
    materials: (Object.keys(TRANSFER_MATERIALS) as (keyof typeof TRANSFER_MATERIALS)[]).map((material) => {
      const { zh, en, required } = TRANSFER_MATERIALS[material];
      return { material, name: { zh, en }, required, received: given.has(material) };
    }),
    ...(sheet === undefined ? {} : { sheet }),
    actualMonths: row.actualMonths,
    deemedMonths: row.deemedMonths,
    gaps: gapsOf([...known, ...(row.direction === 'out' ? [] : rows)]).map(({ from, to }) => ({ from, to })),
    ...(row.moneyOn === null ? {} : { moneyOn: row.moneyOn }),
    ...(row.bankSerial === null ? {} : { bankSerial: row.bankSerial }),
    preparedByMe: row.preparedBy === caller.actor,
    note: row.note,
    events: events.map(({ at, ...event }) => ({ at: at.toISOString(), ...event })),
  });
}

function summary(row: TransferRow, today: CalendarDate): TransferSummary {
  return {
    transferId: row.transferId,
    ref: personRef(row.personId),
    personName: maskName(row.personName),
    direction: row.direction,
    schemeFrom: row.schemeFrom,
    schemeTo: row.schemeTo,
    state: row.state,
    otherPlace: agencyOf(row)?.name ?? '',
    appliedOn: row.appliedOn,
    ...(row.dueOn === null ? {} : { dueOn: row.dueOn }),
    overdue: row.dueOn !== null && row.dueOn < today && row.state !== 'done',
    accountFen: row.accountFen,
  };
}

/** The casts state what the contract's schemas checked before it was stored. */
export function sheetOf({ sheet }: Pick<TransferRow, 'sheet'>): TransferSheet | undefined {
  return sheet === null ? undefined : (sheet as TransferSheet);
}

export function agencyOf({ otherAgency }: Pick<TransferRow, 'otherAgency'>): OtherAgency | undefined {
  return otherAgency === null ? undefined : (otherAgency as OtherAgency);
}
