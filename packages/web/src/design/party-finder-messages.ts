import { defineMessages } from '../i18n/messages.ts';

export const unitSearchMessages = defineMessages('unitSearch', {
  unit: { zh: '单位、社区或学校', en: 'Unit' },
  hint: { zh: '名称、拼音首字母或编号', en: 'name, initials or code' },
  find: { zh: '查找', en: 'Find' },
  none: { zh: '没有找到，换个名称或编号再试。', en: 'Nothing found: try another name or code.' },
});
