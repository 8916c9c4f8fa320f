import { defineMessages } from '../i18n/messages.ts';

export const fieldMessages = defineMessages('field', {
  choose: { zh: '选择文件', en: 'Choose a file' },
  restoredFile: {
    zh: '上次选好、没有上传的文件还在，可直接上传。',
    en: 'The file chosen last time and not sent is still here.',
  },
  dropFile: { zh: '不用这个文件', en: 'Not this file' },
  noFile: { zh: '还没有选', en: 'none chosen' },
  reason: { zh: '原因', en: 'Reason' },
  reasonNeeded: { zh: '请写明原因', en: 'Say why' },
  cancel: { zh: '取消', en: 'Cancel' },
  calendar: { zh: '打开日历', en: 'Open the calendar' },
  wrong_date: { zh: '请写成年-月-日，如 {{example}}', en: 'Write it as year-month-day, such as {{example}}' },
  wrong_month: { zh: '请写成年-月，如 {{example}}', en: 'Write it as year-month, such as {{example}}' },
  wrong_time: {
    zh: '请写成年-月-日 时:分，如 {{example}}',
    en: 'Write it as year-month-day hour:minute, such as {{example}}',
  },
});
