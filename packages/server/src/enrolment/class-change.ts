import type { UnitBody } from '@gongji/contract';
import { type Bilingual, type Rejection, rejection } from '@gongji/domain';
import type { PoolClient } from '@gongji/store';
import { pupilsOfClass, type RowChange, type UnitRow } from '@gongji/store/enrolment';

/**
 * 班级更名、合并、撤销: a class is what its pupils' schooling says; one begins with its first pupil. A new name that another class has
 * merges the two. Closing ends the schooling; covers go on as long as they are paid.
 */
export async function classChanges(
  tx: PoolClient,
  unit: UnitRow,
  body: Extract<UnitBody, { act: 'renameClass' | 'closeClass' }>,
  found: Rejection[],
): Promise<{ readonly changes: readonly RowChange[]; readonly effects: readonly Bilingual[] }> {
  const { className } = body;
  const pupils = unit.kind === 'school' ? await pupilsOfClass(tx, unit.unitId, className) : [];
  if (pupils.length === 0)
    found.push(rejection('class-unknown', { className }, { field: 'className', value: className }));
  if (body.act === 'closeClass') {
    const late = pupils.filter((row) => String(row.valid_from) > body.on).length;
    if (late > 0)
      found.push(rejection('class-begins-later', { pupils: String(late) }, { field: 'on', value: body.on }));
    return {
      changes: pupils.map((row) => ({
        register: 'schooling',
        key: row,
        to: { valid_to: body.on, end_reason: 'classClosed' },
      })),
      effects: [
        {
          zh: `${pupils.length} 名学生的学籍于 ${body.on} 终止，参保关系不变`,
          en: `the schooling of ${pupils.length} pupils ends on ${body.on}; their covers stay`,
        },
      ],
    };
  }
  const { newName } = body;
  const there = (await pupilsOfClass(tx, unit.unitId, newName)).length;
  return {
    changes:
      newName === className
        ? []
        : pupils.map((row) => ({ register: 'schooling', key: row, to: { class_name: newName } })),
    effects: [
      there === 0
        ? {
            zh: `${pupils.length} 名学生的班级改为 ${newName}`,
            en: `the class of ${pupils.length} pupils becomes ${newName}`,
          }
        : {
            zh: `${pupils.length} 名学生并入 ${newName}（原有 ${there} 名）`,
            en: `${pupils.length} pupils join ${newName}, which has ${there}`,
          },
    ],
  };
}
