import {
  BORN_ON,
  CERTIFICATE,
  CERTIFICATE_KIND,
  GUARDIAN,
  HOUSEHOLD_KIND,
  NAME,
  NOTE,
  PAPERS_IN_TIME,
  PHONE,
  RESIDENCE,
  SEX,
  TIER,
  YEAR,
} from '../person-columns.ts';
import type { SheetKind } from '../sheet-kind.ts';

/** 学校按班级参保 */
export const STUDENTS: SheetKind = {
  id: 'students',
  name: { zh: '学生按班级参保', en: 'Pupils by class' },
  intro: {
    zh: '本校在籍学生：登记学籍并参加居民医保',
    en: 'Pupils of the school: entered in their class and enrolled as residents',
  },
  version: '2026.1',
  of: 'school',
  columns: [
    {
      id: 'className',
      name: { zh: '班级', en: 'Class' },
      required: true,
      form: { kind: 'text', most: 40 },
      hint: { zh: '如 三年级2班', en: 'Like 三年级2班' },
    },
    {
      id: 'studentNo',
      name: { zh: '学籍号', en: 'Pupil no.' },
      also: ['学号'],
      form: { kind: 'text', most: 30 },
      hint: { zh: '可不填', en: 'May be empty' },
    },
    NAME,
    CERTIFICATE_KIND,
    CERTIFICATE,
    SEX,
    BORN_ON,
    {
      id: 'act',
      name: { zh: '业务类型', en: 'Act' },
      form: {
        kind: 'choice',
        choices: [
          { value: 'join', name: { zh: '参保', en: 'enrol' } },
          { value: 'register', name: { zh: '仅登记学籍', en: 'class only' } },
        ],
      },
      hint: { zh: '不填即参保；已在别处参保的填“仅登记学籍”', en: 'Empty means enrol' },
    },
    {
      id: 'from',
      name: { zh: '入学日期', en: 'Since' },
      form: { kind: 'day' },
      hint: { zh: '不填即当学年 9 月 1 日', en: 'Empty means 1 September of the school year' },
    },
    TIER,
    YEAR,
    RESIDENCE,
    HOUSEHOLD_KIND,
    PAPERS_IN_TIME,
    GUARDIAN,
    { ...PHONE, name: { zh: '联系手机', en: 'Mobile number' }, also: ['手机', '手机号码', '家长手机'] },
    NOTE,
  ],
  samples: [
    {
      className: '一年级1班',
      studentNo: 'G001',
      name: '示例甲',
      certNo: '990100201901010014',
      guardian: '示例父',
    },
    {
      className: '一年级1班',
      studentNo: 'G002',
      name: '示例乙',
      certNo: '990100201902020020',
      guardian: '示例母',
    },
    {
      className: '二年级3班',
      name: '示例·丙',
      certNo: '990100201803030031',
      act: '仅登记学籍',
      guardian: '示例父',
    },
  ],
  rules: [
    {
      zh: '错误文件可按班级筛选，便于发回班主任改正。',
      en: 'The error file can be filtered by class, to be sent back to the teachers.',
    },
    {
      zh: '学籍仍在别校的学生，须由原校先转出。',
      en: 'A pupil of another school must be ended there first.',
    },
  ],
};
