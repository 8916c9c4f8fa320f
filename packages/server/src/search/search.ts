import type { PersonHit, SearchView, UnitHit } from '@gongji/contract';
import type { Pool } from '@gongji/store';
import {
  type FoundPerson,
  findPersons,
  findUnits,
  listSettlements,
  type PersonKey,
  type UnitKey,
} from '@gongji/store/rest';
import type { IdentityDeps } from '../identity/deps.ts';
import { personRef } from '../identity/person-ref.ts';
import { type Answer, ok } from '../rest/answer.ts';
import { type Caller, reaching } from '../rest/caller.ts';
import { maskName, maskNumber, maskPersonNumber, maskPhone } from '../rest/mask.ts';
import { settlementSummary } from '../rest/views.ts';

/** Keys that one person alone has: whoever knows the number has the person or the card in front of him. */
const EXACT: readonly PersonKey[] = ['psnNo', 'certNo', 'cardNo'];

/**
 * 搜索: what was typed decides where to look; each look among persons and bills uses an index. Persons only for who may read
 * persons, settlements and units only as far as they may be read. An institution finds persons by their exact numbers alone, and opens them by number.
 */
export async function search(
  { pool }: Pick<IdentityDeps, 'pool'>,
  caller: Caller,
  { q, limit }: { readonly q: string; readonly limit: number },
): Promise<Answer<SearchView>> {
  const text = normalised(q);
  const persons = reaching(caller, 'person.read');
  const bills = reaching(caller, 'settlement.read');
  const all = keysOf(text);
  const keys =
    persons === undefined ? [] : all.filter((key) => caller.institutionCode === null || EXACT.includes(key));
  const units = reaching(caller, 'register.read');
  const [found, settled, unitsFound] = await Promise.all([
    Promise.all(
      keys.map(async (by) =>
        (await findPersons(pool, persons ?? caller, by, text, limit + 1)).map((row) => ({ row, by })),
      ),
    ),
    bills === undefined || !isSettlementId(text)
      ? []
      : listSettlements(pool, bills, { settlementId: text, limit: 1 }),
    units === undefined ? [] : lookedUpUnits(pool, units, text, limit),
  ]);
  const hits = distinct(found.flat()).map(({ row, by }) => ({
    ...personHit(row, by),
    ...(caller.institutionCode === null ? {} : { ref: row.psnNo }),
  }));
  const settlements = settled.map((row) => {
    const summary = settlementSummary(row);
    return { ...summary, kind: 'settlement' as const, recordKind: summary.kind };
  });
  const [exact, others] = [unitsFound.filter(isExact), unitsFound.filter((one) => !isExact(one))];
  const first = [...settlements, ...exact];
  // A common surname must not push every unit of that name out of the list.
  const room = Math.max(0, limit - first.length - Math.min(others.length, UNITS_AT_LEAST));
  const items = [...first, ...hits.slice(0, room), ...others, ...hits.slice(room)];
  return ok({ items: items.slice(0, limit), more: items.length > limit });
}

const UNITS_AT_LEAST = 3;
const isExact = ({ by }: UnitHit): boolean => by === 'unitNo' || by === 'code';

/** Units by what the text can be: their number or code, a part of the name, or initials. */
async function lookedUpUnits(
  pool: Pool,
  scope: Caller,
  text: string,
  limit: number,
): Promise<readonly UnitHit[]> {
  const found = await Promise.all(
    unitKeysOf(text).map(async (by) =>
      (await findUnits(pool, scope, by, text, limit + 1)).map(
        ({ kind, ...unit }): UnitHit => ({ kind: 'unit', unitKind: kind, ...unit, by }),
      ),
    ),
  );
  return [
    ...new Map(
      found
        .flat()
        .toReversed()
        .map((one) => [one.unitId, one]),
    ).values(),
  ].toReversed();
}

/** A credit code has letters and digits. A name has Chinese in it, and may have digits and brackets: 第88中学（东校区）. */
function unitKeysOf(text: string): readonly UnitKey[] {
  if (/^\d+$/.test(text)) return ['unitNo', 'code'];
  if (/^[A-Z0-9]+$/.test(text)) return text.length === 1 ? [] : ['code', 'initials'];
  return /^[\p{Script=Han}\p{L}\d·•()-]{2,}$/u.test(text) && /\p{Script=Han}/u.test(text) ? ['name'] : [];
}

/** Full-width digits and letters become plain ones, spaces go, letters are capitals. */
function normalised(q: string): string {
  return q.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();
}

/** What a text can be. An identity number may end in X; one of fifteen digits is an old one, kept as it is. */
function keysOf(text: string): readonly PersonKey[] {
  if (/^\d+$/.test(text)) return /^1\d{10}$/.test(text) ? ['phone', ...EXACT] : EXACT;
  if (/^[A-Z]{1,20}$/.test(text)) return text.length === 1 ? [] : ['initials', ...EXACT];
  if (/^[A-Z0-9()-]+$/.test(text)) return EXACT;
  return /^[\p{Script=Han}·•‧・]+$/u.test(text) ? ['name'] : [];
}

function isSettlementId(text: string): boolean {
  return /^\d{10,18}$/.test(text) || /^[1-8]\d{18}$/.test(text);
}

interface Found {
  readonly row: FoundPerson;
  readonly by: PersonKey;
}

function distinct(found: readonly Found[]): readonly Found[] {
  return [...new Map(found.toReversed().map((one) => [one.row.personId, one])).values()].toReversed();
}

function personHit(row: FoundPerson, by: PersonKey): PersonHit {
  return {
    kind: 'person',
    ref: personRef(row.personId),
    name: maskName(row.name),
    psnNo: maskPersonNumber(row.psnNo),
    certNo: maskNumber(row.certNo),
    ...(row.phone === null ? {} : { phone: maskPhone(row.phone) }),
    sex: row.sex,
    birthYear: row.bornOn.slice(0, 4),
    by,
  };
}
