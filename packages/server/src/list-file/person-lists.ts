import type { DuplicatesView, ProblemsView, RegisterPersonsView } from '@gongji/contract';
import { type Bilingual, CERTIFICATE_KINDS, isCertificateKind } from '@gongji/domain';
import { schemeName, statusName } from '../print/code-words.ts';
import type { Language, ListColumn, ListSheet } from './list-file.ts';

type Pair = DuplicatesView['items'][number];

const CAUSES: Readonly<Record<Pair['cause'], Bilingual>> = {
  certificate: { zh: '证件相同', en: 'same certificate' },
  nameBirthSex: { zh: '姓名、性别、出生日期相同', en: 'same name, sex and birthday' },
};

const certificateName = (code: string, lang: Language): string =>
  isCertificateKind(code) ? CERTIFICATE_KINDS[code][lang] : code;

/** The columns of one of a pair. */
function ofPerson(at: 0 | 1): readonly ListColumn<Pair>[] {
  const head = (zh: string, en: string): Bilingual => ({ zh: `${zh}${at + 1}`, en: `${en} ${at + 1}` });
  return [
    { head: head('人员编号', 'Person no.'), width: 24, text: ({ persons }) => persons[at]?.psnNo ?? '' },
    { head: head('姓名', 'Name'), width: 14, text: ({ persons }) => persons[at]?.name ?? '' },
    {
      head: head('证件类型', 'Certificate'),
      width: 18,
      text: ({ persons }, lang) => certificateName(persons[at]?.certType ?? '', lang),
    },
    { head: head('证件号码', 'Number'), width: 24, text: ({ persons }) => persons[at]?.certNo ?? '' },
    { head: head('结算', 'Bills'), width: 10, text: ({ persons }) => String(persons[at]?.bills ?? 0) },
    { head: head('参保', 'Covers'), width: 10, text: ({ persons }) => String(persons[at]?.covers ?? 0) },
  ];
}

type Person = RegisterPersonsView['items'][number];

const STATES: Readonly<Record<Person['status'], Bilingual>> = {
  active: { zh: '正常', en: 'active' },
  dead: { zh: '死亡', en: 'dead' },
  merged: { zh: '已并入他人', en: 'merged' },
};

/** 参保人员: as the register page shows them, masked. */
export const REGISTER_PERSONS: ListSheet<Person> = {
  name: 'register-persons',
  columns: [
    { head: { zh: '人员编号', en: 'Person no.' }, width: 24, text: ({ psnNo }) => psnNo },
    { head: { zh: '姓名', en: 'Name' }, width: 14, text: ({ name }) => name },
    { head: { zh: '出生年份', en: 'Year of birth' }, width: 12, text: ({ birthYear }) => birthYear },
    { head: { zh: '证件号码', en: 'Certificate number' }, width: 24, text: ({ certNo }) => certNo },
    { head: { zh: '状态', en: 'State' }, width: 12, text: ({ status }, lang) => STATES[status][lang] },
    {
      head: { zh: '参保', en: 'Cover' },
      width: 36,
      text: ({ covers }, lang) =>
        covers
          .map(
            ({ scheme, personStatus }) => `${schemeName(scheme)[lang]} · ${statusName(personStatus)[lang]}`,
          )
          .join(lang === 'zh' ? '；' : '; '),
    },
  ],
};

/** 疑似重复登记 */
export const DUPLICATES: ListSheet<Pair> = {
  name: 'duplicates',
  columns: [
    ...ofPerson(0),
    ...ofPerson(1),
    { head: { zh: '疑点', en: 'Cause' }, width: 26, text: ({ cause }, lang) => CAUSES[cause][lang] },
  ],
};

/** 未能核定人员 */
export const NOT_ASSESSED: ListSheet<ProblemsView['items'][number]> = {
  name: 'not-assessed',
  columns: [
    { head: { zh: '人员编号', en: 'Person no.' }, width: 24, text: ({ psnNo }) => psnNo },
    { head: { zh: '姓名', en: 'Name' }, width: 14, text: ({ name }) => name },
    { head: { zh: '单位', en: 'Unit' }, width: 32, text: ({ unitName }) => unitName ?? '' },
    {
      head: { zh: '原因', en: 'Reasons' },
      width: 60,
      text: ({ reasons }, lang) => reasons.map((one) => one[lang]).join(lang === 'zh' ? '；' : '; '),
    },
  ],
};
