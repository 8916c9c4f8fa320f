import type { FamilyRole } from '@gongji/contract';
import { type Rejection, rejection } from '@gongji/domain';
import type { PoolClient } from '@gongji/store';
import {
  membersOfFamily,
  type RegisterPerson,
  type RegisterRow,
  type RowChange,
} from '@gongji/store/enrolment';
import type { Who } from './enrol-proposal.ts';
import { familyHead, personUnknown } from './register-person.ts';

interface FamilyWish {
  readonly familyOf?: string | undefined;
  readonly familyRole?: FamilyRole | undefined;
  readonly leaves: boolean;
}

/**
 * 家庭: what changes in the person's row and in those of other members. A family's counters stand under the number by which
 * it is kept, so that member leaves last; the head 户主 may change at any time. A new head takes the place of the present one.
 */
export async function familyColumns(
  tx: PoolClient,
  who: Who,
  person: RegisterPerson,
  { familyOf, familyRole, leaves }: FamilyWish,
  problems: Rejection[],
): Promise<{ readonly columns: RegisterRow; readonly others: readonly RowChange[] }> {
  const { personId } = person;
  const now = person.familyId ?? personId;
  const wanted = leaves ? personId : await familyHead(tx, who, familyOf);
  if (wanted === 'unknown') problems.push(personUnknown(familyOf ?? '', 'familyOf'));
  const key = wanted === 'unknown' ? now : (wanted ?? now);
  const moves = key !== now;
  const staying = (await membersOfFamily(tx, now)).filter((id) => id !== personId);
  const at = { field: 'familyOf', value: familyOf ?? '' };
  if ((moves || leaves) && now === personId && staying.length > 0)
    problems.push(rejection('family-kept-by', {}, at));
  else if (leaves && !moves) problems.push(rejection('family-alone', {}, at));
  const role = leaves ? 'head' : (familyRole ?? (moves ? 'other' : undefined));
  const others: RowChange[] = [];
  if (role === 'head' && !leaves)
    for (const id of await membersOfFamily(tx, key, 'head'))
      if (id !== personId)
        others.push({ register: 'person', key: { person_id: id }, to: { family_role: 'other' } });
  return {
    columns: {
      ...(moves ? { family_id: key } : {}),
      ...(role === undefined ? {} : { family_role: role }),
    },
    others,
  };
}
