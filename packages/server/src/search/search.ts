import type { PersonHit, SearchView } from '@gongji/contract';
import { type FoundPerson, findPersons, listSettlements, type PersonKey } from '@gongji/store/rest';
import type { IdentityDeps } from '../identity/deps.ts';
import { personRef } from '../identity/person-ref.ts';
import { type Answer, ok } from '../rest/answer.ts';
import { type Caller, reaching } from '../rest/caller.ts';
import { maskName, maskNumber, maskPersonNumber, maskPhone } from '../rest/mask.ts';
import { settlementSummary } from '../rest/views.ts';

/** Keys that one person alone has: whoever knows the number has the person or the card in front of him. */
const EXACT: readonly PersonKey[] = ['psnNo', 'certNo', 'cardNo'];

/**
 * 搜索: what was typed decides where to look; each look uses an index. Persons only for who may read persons, settlements
 * only as far as they may be read. An institution finds persons by their exact numbers alone, and opens them by number.
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
  const [found, settled] = await Promise.all([
    Promise.all(
      keys.map(async (by) =>
        (await findPersons(pool, persons ?? caller, by, text, limit + 1)).map((row) => ({ row, by })),
      ),
    ),
    bills === undefined || !isSettlementId(text)
      ? []
      : listSettlements(pool, bills, { settlementId: text, limit: 1 }),
  ]);
  const hits = distinct(found.flat()).map(({ row, by }) => ({
    ...personHit(row, by),
    ...(caller.institutionCode === null ? {} : { ref: row.psnNo }),
  }));
  const settlements = settled.map((row) => {
    const summary = settlementSummary(row);
    return { ...summary, kind: 'settlement' as const, recordKind: summary.kind };
  });
  const items = [...settlements, ...hits];
  return ok({ items: items.slice(0, limit), more: items.length > limit });
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
