import { type Bilingual, type CalendarDate, type Rejection, rejection } from '@gongji/domain';
import type { PoolClient } from '@gongji/store';
import { lockAccounts } from '@gongji/store/account';
import {
  knownAt,
  lockPerson,
  membersOfFamily,
  mergedInto,
  type RegisterName,
  type RegisterPerson,
  type RegisterRow,
  type RowChange,
} from '@gongji/store/enrolment';
import { paidUnderBoth } from '@gongji/store/settlement';
import type { RestDeps } from '../rest/deps.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { stopped } from './enrol-proposal.ts';
import { carriedWords, copiedPaper, papersOf } from './merge-papers.ts';
import { notActive } from './not-active.ts';
import type { Proposal } from './proposal.ts';
import { named } from './register-person.ts';

const TWO_PERSONS: Bilingual = { zh: '合并人员须两人办理', en: 'a merge needs two persons' };

/**
 * 合并重复登记: one person stays. Covers, groups, schooling, certificates, approvals and consents of the other that do not meet his
 * own are copied to him, counters and account balance are carried over; the other's covers end, his bills and contributions
 * stay where they are and are shown with those of the person who stays. Undoing restores all.
 */
export async function proposeMerge(
  deps: RestDeps,
  tx: PoolClient,
  { keepId, dropId, reason }: { readonly keepId: string; readonly dropId: string; readonly reason: string },
): Promise<Proposal> {
  const title = { zh: '合并重复登记', en: 'merge of duplicates' };
  if (keepId === dropId) return stopped([rejection('merge-same', {}, { field: 'drop' })], title);
  const locked = new Map<string, RegisterPerson | undefined>();
  for (const id of [keepId, dropId].toSorted()) locked.set(id, await lockPerson(tx, id));
  const [keep, drop] = [locked.get(keepId), locked.get(dropId)];
  if (keep === undefined || drop === undefined)
    return stopped([rejection('person-unknown', { personId: '' })], title);
  const problems: Rejection[] = [keep, drop].filter((one) => one.status === 'merged').map(notActive);
  const accounts = await lockAccounts(tx, [keepId, dropId]);
  const money = accounts.get(dropId)?.balanceFen ?? 0;
  const shut = [keepId, dropId].some((id) => (accounts.get(id)?.status ?? 'open') !== 'open');
  if (money > 0 && shut) problems.push(rejection('merge-account-money', {}, { field: 'drop' }));
  const [mine, also] = [await mergedInto(tx, keepId), await mergedInto(tx, dropId)];
  const twice = await paidUnderBoth(tx, [keepId, ...mine], [dropId, ...also]);
  if (twice.length > 0)
    problems.push(rejection('merge-bill-twice', { settlements: twice.join('; ') }, { field: 'drop' }));
  if (problems.length > 0) return stopped(problems, title);
  const today = chinaDay(deps.now());
  const [kept, dropped] = [await knownAt(tx, keepId), await knownAt(tx, dropId)];
  const own = (register: string) => kept.filter((one) => one.register === register).map((one) => one.row);
  const changes = dropped.flatMap(({ register, row }): readonly RowChange[] => {
    if (register === 'coverage') return [...copied(own(register), register, row, keep), ...ended(row, today)];
    if (register === 'person_group' || register === 'schooling')
      return copied(own(register), register, row, keep);
    if (register === 'person_proof') return [moved(register, row, keep)];
    return register === 'person_certificate'
      ? certificate(own(register), keep, row.cert_type, row.cert_no)
      : [];
  });
  const families = await familiesOf(tx, keep, drop);
  const papers = await papersOf(tx, { keepId, dropId }, today);
  return {
    problems: [],
    causes: [TWO_PERSONS],
    title: { zh: `${title.zh}：保留 ${named(keep)}`, en: `${title.en}: ${named(keep)} stays` },
    shown: { effects: await carriedWords(tx, dropId, { money, papers: papers.length }) },
    act: {
      kind: 'merge',
      regionCode: keep.regionCode,
      personId: keepId,
      effectiveOn: today,
      facts: { keep: keepId, drop: dropId },
      changes: [
        {
          register: 'person',
          key: { person_id: dropId },
          to: { status: 'merged', merged_into: keepId, died_on: null, bills_family_id: families.joint },
        },
        ...certificate(own('person_certificate'), keep, drop.certType, drop.certNo),
        ...changes,
        ...also.map((id) => ({
          register: 'person' as const,
          key: { person_id: id },
          to: { merged_into: keepId, bills_family_id: families.joint },
        })),
        ...(families.joins
          ? [
              {
                ...{ register: 'person' as const, key: { person_id: keepId } },
                to: { family_id: families.joint, bills_family_id: families.joint },
              },
            ]
          : []),
        ...papers.map((row) => copiedPaper(deps, row, { keepId, dropId })),
      ],
      carry: { kind: 'over', keepId, dropId },
      reason,
    },
  };
}

/** The family in which the bills of both count: of who stays, unless he is alone there and the other is not. */
async function familiesOf(
  tx: PoolClient,
  keep: RegisterPerson,
  drop: RegisterPerson,
): Promise<{ readonly joint: string; readonly joins: boolean }> {
  const isAlone = async (familyId: string) =>
    (await membersOfFamily(tx, familyId)).every((id) => id === keep.personId || id === drop.personId);
  const own = keep.familyId ?? keep.personId;
  const others = drop.familyId ?? drop.personId;
  const joins =
    others !== own && (await isAlone(own)) && (others !== drop.personId || !(await isAlone(others)));
  return { joint: joins ? others : own, joins };
}

/** The row for the person who stays, unless he has one that meets it. */
function copied(
  own: readonly RegisterRow[],
  register: 'coverage' | 'person_group' | 'schooling',
  row: RegisterRow,
  keep: RegisterPerson,
): readonly RowChange[] {
  const [what, from, to] = {
    coverage: ['scheme', 'covered_from', 'covered_to'] as const,
    person_group: ['group_name', 'valid_from', 'valid_to'] as const,
    schooling: ['unit_id', 'valid_from', 'valid_to'] as const,
  }[register];
  const end = (one: RegisterRow) => String(one[to] ?? '9999-12-31');
  const meets = own.some(
    (one) => one[what] === row[what] && String(one[from]) <= end(row) && String(row[from]) <= end(one),
  );
  if (meets) return [];
  return [moved(register, row, keep)];
}

function moved(register: RegisterName, row: RegisterRow, keep: RegisterPerson): RowChange {
  const { known_from: _known, ...columns } = row;
  return { register, to: { ...columns, person_id: keep.personId, region_code: keep.regionCode } };
}

function ended(row: RegisterRow, today: CalendarDate): readonly RowChange[] {
  if (String(row.covered_from) > today) return [{ register: 'coverage', key: row }];
  if (row.covered_to !== null && String(row.covered_to) <= today) return [];
  const to = { covered_to: today, benefit_to: today, status: '4', end_reason: 'merged' };
  return [{ register: 'coverage', key: row, to }];
}

function certificate(
  own: readonly RegisterRow[],
  keep: RegisterPerson,
  certType: unknown,
  certNo: unknown,
): readonly RowChange[] {
  const there =
    certNo === keep.certNo || own.some((one) => one.cert_type === certType && one.cert_no === certNo);
  if (there) return [];
  const to = { region_code: keep.regionCode, person_id: keep.personId, cert_type: certType, cert_no: certNo };
  return [{ register: 'person_certificate', to }];
}
