import type { BatchView, PromotionBody } from '@gongji/contract';
import { rejection } from '@gongji/domain';
import { csvFile } from '@gongji/sheets';
import { type ClassPupil, type ClassRow, classesOf, classPupils, readUnit } from '@gongji/store/enrolment';
import { type Answer, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { PROMOTION } from './kinds/promotion.ts';
import { whoCells } from './who-cells.ts';
import { keepList } from './work-on-batch.ts';

/** 升级: the pupils of all classes become a list, each with where he goes; who has been in the last year leaves. */
export async function promoteClasses(
  deps: RestDeps,
  caller: Caller,
  { unitId: asked, on }: PromotionBody,
): Promise<Answer<BatchView>> {
  const unitId = caller.unitId ?? asked;
  const unit = unitId === undefined ? undefined : await readUnit(deps.pool, caller, unitId);
  if (unit === undefined || unit.kind !== 'school' || unit.status !== 'active')
    return problemAnswer('refused', [
      rejection('list-unit-unfit', { unit: unit?.name ?? '—' }, { field: 'unitId', value: unitId ?? '' }),
    ]);
  const [classes, pupils] = await Promise.all([
    classesOf(deps.pool, unit.unitId),
    classPupils(deps.pool, unit.unitId),
  ]);
  if (pupils.length === 0)
    return problemAnswer('refused', [rejection('sheet-without-rows', {}, { field: 'unitId' })]);
  const rows = pupils.map((pupil) => pupilRow(pupil, classes, on));
  const file = csvFile([PROMOTION.columns.map(({ name }) => name.zh), ...rows]);
  const fileName = `${unit.name} ${PROMOTION.name.zh} ${on}.csv`;
  return keepList(deps, caller, { kind: 'promotion', unit, fileName }, Buffer.from(file));
}

function pupilRow(
  pupil: ClassPupil,
  classes: readonly ClassRow[],
  on: PromotionBody['on'],
): readonly string[] {
  const of = classes.find(({ name }) => name === pupil.className);
  const leaves = of?.grade != null && of.grade === of.years;
  const cells: Readonly<Record<string, string>> = {
    className: pupil.className,
    ...whoCells(pupil),
    outcome: leaves ? '毕业' : '升级',
    newClass: leaves ? '' : nextName(pupil.className),
    on,
  };
  return PROMOTION.columns.map(({ id }) => cells[id] ?? '');
}

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 一年级2班 → 二年级2班, 高一3班 → 高二3班; a name without its grade, like 2024级1班, stays. */
export function nextName(name: string): string {
  return name.replace(
    /[一二三四五六七八](?=年级)|(?<=[初高大])[一二三]/,
    (grade) => NUMERALS[NUMERALS.indexOf(grade) + 1] ?? grade,
  );
}
