import type { DuplicatesView, ProblemsView } from '@gongji/contract';
import { type Bilingual, CERTIFICATE_KINDS, isCertificateKind } from '@gongji/domain';
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
