import { defineMessages } from '../i18n/messages.ts';

export const partyFinderMessages = defineMessages('partyFinder', {
  any: { zh: '姓名、证件号码、单位名称或代码', en: 'Name, ID number, or name or code of a unit' },
  person: { zh: '姓名或证件号码', en: 'Name or ID number' },
  unit: { zh: '单位、社区或学校的名称、拼音首字母或编号', en: 'Name, initials or code of a unit' },
  school: { zh: '学校名称、拼音首字母或编号', en: 'Name, initials or code of a school' },
  budgetUnit: {
    zh: '机关、事业单位的名称、拼音首字母或编号',
    en: 'Name, initials or code of an office or public institution',
  },
  find: { zh: '查找', en: 'Find' },
  none: { zh: '没有找到，换个名称或号码再试。', en: 'Nothing found: try another name or number.' },
});
