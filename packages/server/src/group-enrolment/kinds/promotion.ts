import { BORN_ON, CERTIFICATE, CERTIFICATE_KIND, NAME, NOTE, SEX } from '../person-columns.ts';
import type { SheetKind } from '../sheet-kind.ts';

/** 升级名单 */
export const PROMOTION: SheetKind = {
  id: 'promotion',
  name: { zh: '班级升级与毕业名单', en: 'Pupils who move up or leave' },
  intro: {
    zh: '新学年：各班学生升入哪个班、谁毕业、谁留级；可由班级登记生成，再改个别学生',
    en: 'For the new school year: into which class each moves, who leaves after the last year, who repeats; made from the classes, single pupils changed by hand',
  },
  version: '2026.1',
  of: 'school',
  columns: [
    {
      id: 'className',
      name: { zh: '现班级', en: 'Class now' },
      required: true,
      form: { kind: 'text', most: 50 },
      hint: { zh: '如 三年级2班', en: 'Like 三年级2班' },
    },
    NAME,
    CERTIFICATE_KIND,
    CERTIFICATE,
    SEX,
    BORN_ON,
    {
      id: 'outcome',
      name: { zh: '去向', en: 'Goes' },
      required: true,
      form: {
        kind: 'choice',
        choices: [
          { value: 'up', name: { zh: '升级', en: 'moves up' } },
          { value: 'graduate', name: { zh: '毕业', en: 'leaves' } },
          { value: 'repeat', name: { zh: '留级', en: 'repeats' } },
        ],
      },
      hint: { zh: '升级、毕业、留级三选一', en: 'Moves up, leaves or repeats' },
    },
    {
      id: 'newClass',
      name: { zh: '新班级', en: 'New class' },
      form: { kind: 'text', most: 50 },
      hint: { zh: '升级、留级的必填', en: 'Needed for who moves up or repeats' },
    },
    {
      id: 'on',
      name: { zh: '新学年第一天', en: 'First day' },
      required: true,
      form: { kind: 'day' },
      hint: {
        zh: '如 2026-09-01；原班级到前一天止',
        en: 'Like 2026-09-01; the old class ends the day before',
      },
    },
    NOTE,
  ],
  samples: [
    {
      className: '一年级1班',
      name: '示例甲',
      certNo: '990100201901010014',
      outcome: '升级',
      newClass: '二年级1班',
      on: '2026-09-01',
    },
    {
      className: '六年级1班',
      name: '示例乙',
      certNo: '990100201402020020',
      outcome: '毕业',
      on: '2026-09-01',
    },
    {
      className: '二年级3班',
      name: '示例·丙',
      certNo: '990100201803030031',
      outcome: '留级',
      newClass: '二年级1班',
      on: '2026-09-01',
    },
  ],
  rules: [
    {
      zh: '毕业只终止学籍，参保到过渡期满；过渡期满仍以学生身份参保的，列入登记疑点。',
      en: 'Who leaves keeps the cover to the end of the year; who is still covered as a student after it becomes a finding.',
    },
    {
      zh: '班级随学生升级，班主任不变的不必重新登记。',
      en: 'A class moves up with its pupils and keeps its head teacher.',
    },
  ],
};
