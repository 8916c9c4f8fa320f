import { defineMessages } from '../i18n/messages.ts';

export const classMessages = defineMessages('classes', {
  title: { zh: '班级', en: 'Classes' },
  none: {
    zh: '还没有班级，在“变更登记”中登记。',
    en: 'No class yet; register one under the changes of the unit.',
  },
  name: { zh: '班级', en: 'Class' },
  grade: { zh: '年级', en: 'Grade' },
  gradeOf: { zh: '第 {{grade}} 年，学制 {{years}} 年', en: 'year {{grade}} of {{years}}' },
  lastYear: { zh: '毕业班', en: 'last year' },
  head: { zh: '班主任', en: 'Head teacher' },
  phone: { zh: '联系电话', en: 'Phone' },
  pupils: { zh: '学生', en: 'Pupils' },
  unregistered: { zh: '未登记', en: 'not registered' },
  promote: { zh: '新学年升级', en: 'Move up to the new school year' },
  promoteIntro: {
    zh: '全校学生生成一份名单：各升一级，毕业班毕业。先检查、不保存；个别学生留级或转班的，下载名单改好再上传。入库后可整批撤回。',
    en: 'All pupils become a list: everybody moves up a year, the last year leaves. It is checked and nothing is saved; single pupils are changed in the file. A whole list can be taken back.',
  },
  on: { zh: '新学年第一天', en: 'First day of the school year' },
  make: { zh: '生成升级名单', en: 'Make the list' },
});
