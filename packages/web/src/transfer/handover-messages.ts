import { defineMessages } from '../i18n/messages.ts';

export const handoverMessages = defineMessages('handover', {
  title: { zh: '学校与社区交接', en: 'Hand-overs' },
  hint: {
    zh: '学生不必跑腿：一方提交名单，另一方确认，参保不中断。',
    en: 'Nobody carries papers: one side hands the list over, the other confirms, and the cover goes on.',
  },
  none: { zh: '没有符合条件的交接', en: 'No hand-over matches' },
  all: { zh: '全部', en: 'all' },
  offeredAt: { zh: '提交时间', en: 'Handed over' },
  offer: { zh: '提交名单', en: 'Hand a list over' },
  kind: { zh: '事项', en: 'What' },
  into: { zh: '迁入学校', en: 'into the school' },
  leaving: { zh: '毕业离校', en: 'leaving the school' },
  onDay: { zh: '接收方起始日', en: 'First day at the other side' },
  keepUntil: { zh: '待遇保留至（可不填）', en: 'Cover goes on until (optional)' },
  rows: {
    zh: '名单：每行依次为号码、姓名、班级、对方编号',
    en: 'List: number, name, class, code of the other side in each line',
  },
  rowsHint: {
    zh: '可从表格中复制粘贴；毕业离校时对方编号可空，按学生所在社区。',
    en: 'Paste it from a spreadsheet; for leavers the code may be empty, then it is the home community.',
  },
  send: { zh: '提交', en: 'Hand over' },
  cancel: { zh: '取消', en: 'Cancel' },
  person: { zh: '学生', en: 'Student' },
  school: { zh: '学校', en: 'School' },
  community: { zh: '社区', en: 'Community' },
  from: { zh: '起始日', en: 'From' },
  state: { zh: '状态', en: 'State' },
  confirm: { zh: '确认接收', en: 'Confirm' },
  refuse: { zh: '退回', en: 'Send back' },
  offered: { zh: '待对方确认', en: 'waits for the other side' },
  accepted: { zh: '已接收', en: 'confirmed' },
  refused: { zh: '已退回', en: 'sent back' },
  withdrawn: { zh: '已撤回', en: 'taken back' },
});
