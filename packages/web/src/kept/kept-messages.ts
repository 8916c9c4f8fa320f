import { defineMessages } from '../i18n/messages.ts';

export const keptMessages = defineMessages('kept', {
  kept: {
    zh: '已暂存在本机，刷新或重新登录后仍在，退出登录时清除。',
    en: 'Kept on this machine over reloading and a new sign-in; signing out clears it.',
  },
  restored: { zh: '已恢复上次没有提交的内容。', en: 'What was not sent last time is back.' },
  clear: { zh: '清空重填', en: 'Clear' },
  elsewhere: {
    zh: '同一张表单在另一个窗口也改过。',
    en: 'The same form was changed in another window too.',
  },
  takeOther: { zh: '改用那边的', en: 'Use that one' },
});
