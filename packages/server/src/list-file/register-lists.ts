import {
  type ActsView,
  actWord,
  columnWord,
  HIDDEN_COLUMNS,
  type RegisterHistoryView,
  type RegisterNames,
  registerWord,
  valueWord,
} from '@gongji/contract';
import type { Bilingual } from '@gongji/domain';
import { groupNames, schemeName, statusName } from '../print/code-words.ts';
import { beijingTime } from '../provider-interface/message/beijing-time.ts';
import type { Language, ListSheet } from './list-file.ts';

type Act = ActsView['items'][number];
type Change = RegisterHistoryView['items'][number];
/** A change with the names of what it holds by a number or a code. */
interface Told extends Change {
  readonly names: RegisterNames;
}

const KINDS: Readonly<Record<Change['kind'], Bilingual>> = {
  made: { zh: '登记', en: 'registered' },
  changed: { zh: '变更', en: 'changed' },
  removed: { zh: '移除', en: 'removed' },
};
const UNDONE: Bilingual = { zh: '已撤回', en: 'undone' };
const NONE = '–';

/** Changes with the names that came along. */
export function toldChanges({ items, units, papers }: RegisterHistoryView): readonly Told[] {
  return items.map((one) => ({ ...one, names: { units, papers } }));
}

/** 登记变动 of a person or a unit: as the page shows it, masked. */
export const REGISTER_HISTORY: ListSheet<Told> = {
  name: 'register-history',
  columns: [
    { head: { zh: '序号', en: 'No.' }, width: 8, text: ({ no }) => String(no) },
    { head: { zh: '办理时间', en: 'Known at' }, width: 20, text: ({ at }) => beijingTime(new Date(at)) },
    {
      head: { zh: '登记', en: 'Register' },
      width: 16,
      text: ({ register }, lang) => registerWord(register)[lang],
    },
    { head: { zh: '变动', en: 'Change' }, width: 12, text: ({ kind }, lang) => KINDS[kind][lang] },
    {
      head: { zh: '业务', en: 'Act' },
      width: 18,
      text: ({ act }, lang) => (act === undefined ? '' : actWord(act)[lang]),
    },
    { head: { zh: '生效日期', en: 'True from' }, width: 14, text: ({ effectiveOn }) => effectiveOn ?? '' },
    { head: { zh: '内容', en: 'What' }, width: 60, text: (row, lang) => whatChanged(row, lang) },
    { head: { zh: '经办', en: 'By' }, width: 16, text: ({ by }) => by ?? '' },
    { head: { zh: '事由', en: 'Reason' }, width: 30, text: ({ reason }) => reason ?? '' },
  ],
};

function whatChanged({ kind, changes, names }: Told, lang: Language): string {
  const say = (field: string, value: string | null): string =>
    value === null ? NONE : wordOf(field, value, names)[lang];
  return changes
    .filter(({ field }) => !HIDDEN_COLUMNS.has(field))
    .map(({ field, before, after }) => {
      const value =
        kind === 'changed' ? `${say(field, before)} → ${say(field, after)}` : say(field, after ?? before);
      return lang === 'zh' ? `${columnWord(field).zh}：${value}` : `${columnWord(field).en}: ${value}`;
    })
    .join(lang === 'zh' ? '；' : '; ');
}

function wordOf(field: string, value: string, { units, papers }: RegisterNames): Bilingual {
  const unit = units[value];
  if (field.endsWith('_id') && unit !== undefined) return { zh: unit, en: unit };
  if (field === 'person_status') return statusName(value);
  if (field === 'group_name') return groupNames([value]) ?? valueWord(field, value);
  return (field === 'paper' ? papers[value] : undefined) ?? valueWord(field, value);
}

/** 参保业务 */
export const ENROLMENT_ACTS: ListSheet<Act> = {
  name: 'enrolment-acts',
  columns: [
    { head: { zh: '业务编号', en: 'Act no.' }, width: 22, text: ({ actId }) => actId },
    { head: { zh: '业务', en: 'Act' }, width: 18, text: ({ kind }, lang) => actWord(kind)[lang] },
    {
      head: { zh: '险种', en: 'Scheme' },
      width: 24,
      text: ({ scheme }, lang) => (scheme === undefined ? '' : schemeName(scheme)[lang]),
    },
    { head: { zh: '姓名', en: 'Name' }, width: 14, text: ({ person }) => person?.name ?? '' },
    { head: { zh: '生效日期', en: 'True from' }, width: 14, text: ({ effectiveOn }) => effectiveOn },
    { head: { zh: '事由', en: 'Reason' }, width: 30, text: ({ reason }) => reason },
    { head: { zh: '代办人', en: 'Agent' }, width: 14, text: ({ agentName }) => agentName ?? '' },
    { head: { zh: '经办', en: 'By' }, width: 16, text: ({ actedBy }) => actedBy },
    {
      head: { zh: '办理时间', en: 'Done at' },
      width: 20,
      text: ({ actedAt }) => beijingTime(new Date(actedAt)),
    },
    {
      head: { zh: '状态', en: 'State' },
      width: 12,
      text: ({ undoneBy }, lang) => (undoneBy === undefined ? '' : UNDONE[lang]),
    },
  ],
};
