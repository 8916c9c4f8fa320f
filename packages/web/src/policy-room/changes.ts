import { addDays, type Bilingual, type CalendarDate } from '@gongji/domain';
import {
  ageBoundsText,
  type DatedValue,
  factValueText,
  type ParameterModel,
  type PolicyModel,
  type TableCell,
} from '@gongji/engine';
import { percent, yuan } from '../i18n/format.ts';
import type { Lang } from '../i18n/language.ts';

/** One figure that a day changes. `where`: cells of the table row in words; empty for a constant. */
export interface ValueChange {
  readonly parameter: string;
  readonly where: string;
  readonly before?: string;
  readonly after?: string;
  readonly cite: string;
}

/** Stands in the place of a parameter where the ages of a person status change; `where` is the status. */
const AGES = 'statuses';

export function statusName(status: string): Bilingual {
  return factValueText('personStatus', status);
}

/** 少年儿童的年龄 · age of child: what the bounds of a status are called. */
export function agesName(status: string): Bilingual {
  const { zh, en } = statusName(status);
  return { zh: `${zh}的年龄`, en: `age of ${en}` };
}

/** What a change is about: the name of its parameter, or the ages of person statuses. */
export function changeName(model: PolicyModel, parameter: string): Bilingual {
  if (parameter === AGES) return { zh: '人员类别的年龄界限', en: 'Ages of person statuses' };
  return model.parameters.get(parameter)?.name ?? { zh: parameter, en: parameter };
}

export interface ChangeDay {
  readonly on: CalendarDate;
  readonly changes: readonly ValueChange[];
}

/** Days on which values of the policy change, each with every figure before and after. The first day has no changes. */
export function changeDays(model: PolicyModel, lang: Lang): readonly ChangeDay[] {
  const all = [...model.parameters].flatMap(([name, parameter]) =>
    parameter.values.slice(1).map((value, i) => ({ name, parameter, before: parameter.values[i], value })),
  );
  const ages = ageChanges(model, lang);
  const days = [...new Set([...all.map(({ value }) => value.from), ...ages.map(({ on }) => on)])].sort();
  const changesOn = (on: CalendarDate): readonly ValueChange[] => [
    ...all.flatMap(({ name, parameter, before, value }) =>
      value.from === on && before !== undefined
        ? changesBetween(name, parameter, { before, after: value }, lang)
        : [],
    ),
    ...ages.filter((one) => one.on === on).map(({ change }) => change),
  ];
  return [{ on: model.inForce.from, changes: [] }, ...days.map((on) => ({ on, changes: changesOn(on) }))];
}

function ageChanges(
  { statuses }: PolicyModel,
  lang: Lang,
): readonly { readonly on: CalendarDate; readonly change: ValueChange }[] {
  return [...statuses].flatMap(([status, ages]) =>
    ages.slice(1).flatMap((after, i) => {
      const before = ages[i];
      if (before === undefined) return [];
      const [old, now] = [ageBoundsText(before)[lang], ageBoundsText(after)[lang]];
      if (old === now) return [];
      const where = statusName(status)[lang];
      return [
        { on: after.from, change: { parameter: AGES, where, before: old, after: now, cite: after.cite } },
      ];
    }),
  );
}

/** What a rehearsal changes, by day, against the value that the policy in force has on that day. */
export function rehearsalDays(base: PolicyModel, model: PolicyModel, lang: Lang): readonly ChangeDay[] {
  const all = [...model.parameters].flatMap(([name, parameter]) => {
    const before = base.parameters.get(name)?.values ?? [];
    return parameter.values.flatMap((after) => {
      const old = before.findLast(({ from }) => from <= after.from);
      const changes = old === undefined ? [] : changesBetween(name, parameter, { before: old, after }, lang);
      return changes.map((change) => ({ on: after.from, change }));
    });
  });
  const days = [...new Set(all.map(({ on }) => on))].sort();
  return days.map((day) => ({
    on: day,
    changes: all.filter(({ on }) => on === day).map(({ change }) => change),
  }));
}

interface Pair {
  readonly before: DatedValue;
  readonly after: DatedValue;
}

export function changesBetween(
  name: string,
  parameter: ParameterModel,
  { before, after }: Pair,
  lang: Lang,
): readonly ValueChange[] {
  const [old, now] = [rowsOf(before, parameter, lang), rowsOf(after, parameter, lang)];
  const keys = [...new Set([...old.keys(), ...now.keys()])];
  return keys.flatMap((where): readonly ValueChange[] => {
    const [a, b] = [old.get(where), now.get(where)];
    if (a === b) return [];
    return [
      {
        parameter: name,
        where,
        cite: after.cite,
        ...(a === undefined ? {} : { before: a }),
        ...(b === undefined ? {} : { after: b }),
      },
    ];
  });
}

function rowsOf({ content }: DatedValue, parameter: ParameterModel, lang: Lang): ReadonlyMap<string, string> {
  if (content.kind === 'constant') return new Map([['', amountText(content.value, parameter.unit)]]);
  return new Map(
    content.rows.map((row) => [rowText(row.cells, content.by, lang), amountText(row.value, parameter.unit)]),
  );
}

/** Cells that say something, in words. */
function rowText(cells: readonly TableCell[], by: readonly string[], lang: Lang): string {
  const said = cells.flatMap((cell, i) => (cell.kind === 'any' ? [] : [cellText(cell, by[i] ?? '', lang)]));
  return said.join(lang === 'zh' ? '，' : ', ');
}

export function cellText(cell: TableCell, attribute: string, lang: Lang): string {
  if (cell.kind === 'any') return lang === 'zh' ? '不限' : 'any';
  if (cell.kind === 'values') {
    return cell.values
      .map((value) => flagText(value, lang) ?? factValueText(attribute, value)[lang])
      .join(lang === 'zh' ? '、' : ', ');
  }
  if (cell.min === cell.max) return String(cell.min);
  if (cell.min === -Infinity) return `≤ ${cell.max}`;
  return cell.max === Infinity ? `≥ ${cell.min}` : `${cell.min}–${cell.max}`;
}

function flagText(value: string, lang: Lang): string | undefined {
  if (value === 'true') return lang === 'zh' ? '是' : 'yes';
  if (value === 'false') return lang === 'zh' ? '否' : 'no';
  return undefined;
}

/** A canonical value for reading: yuan grouped, a percentage, a number. */
export function amountText(value: number, unit: ParameterModel['unit']): string {
  switch (unit) {
    case 'yuan':
      return yuan(value).replace(/\.00$/, '');
    case 'rate':
      return percent(value);
    case 'number':
      return String(value);
    case 'boolean':
      return value === 0 ? '✗' : '✓';
  }
}

/** Last day on which a value holds. */
export function lastDay(
  parameter: ParameterModel,
  index: number,
  end: CalendarDate | undefined,
): CalendarDate | undefined {
  const next = parameter.values[index + 1];
  return next === undefined ? end : addDays(next.from, -1);
}
