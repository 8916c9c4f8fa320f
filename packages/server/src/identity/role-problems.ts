import { ROLES, type Role, rolesInConflict } from '@gongji/contract';
import type { ProblemDetail } from '../http/problem.ts';

type Texts = readonly [zh: string, en: string];

export function fieldProblem(field: string, message: Texts, remedy: Texts): ProblemDetail {
  return {
    code: `${field}-refused`,
    field,
    message: { zh: message[0], en: message[1] },
    remedy: { zh: remedy[0], en: remedy[1] },
  };
}

/** Pairs of roles that one person must not hold 不相容岗位, each told. */
export function conflictProblems(roles: readonly Role[]): readonly ProblemDetail[] {
  return rolesInConflict(roles).map(([a, b]) => {
    const [first, second] = [ROLES[a].name, ROLES[b].name];
    return fieldProblem(
      'roles',
      [`${first.zh}与${second.zh}不能由同一人担任`, `${first.en} and ${second.en} must be two people`],
      ['请只选其一', 'choose one of them'],
    );
  });
}

/** An operator needs the institution or the unit, an insured person the person; nobody else may have any of them. */
export function belongingProblems(
  roles: readonly Role[],
  place: {
    readonly institutionCode: string | null;
    readonly unitId: string | null;
    readonly ownPersonId: string | null;
  },
): readonly ProblemDetail[] {
  const kinds = new Set(roles.map((role) => ROLES[role].kind));
  const wrong = (field: string, needed: boolean, given: boolean, texts: Texts) =>
    needed === given
      ? []
      : [
          fieldProblem(
            field,
            needed
              ? [`该角色须指定${texts[0]}`, `the role needs ${texts[1]}`]
              : [`该角色不能指定${texts[0]}`, `the role goes without ${texts[1]}`],
            ['请改正', 'correct it'],
          ),
        ];
  return [
    ...wrong('institutionCode', kinds.has('institution'), place.institutionCode !== null, [
      '机构',
      'an institution',
    ]),
    ...wrong('unitId', kinds.has('unit'), place.unitId !== null, ['参保单位', 'a unit']),
    ...wrong('psnNo', kinds.has('insured'), place.ownPersonId !== null, ['本人人员编号', 'a person']),
  ];
}
