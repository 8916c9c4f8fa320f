import { defineMessages } from '../i18n/messages.ts';

export const fileMessages = defineMessages('file', {
  choose: { zh: '选择文件', en: 'Choose a file' },
  noFile: { zh: '还没有选', en: 'none chosen' },
});
