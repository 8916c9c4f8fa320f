import { defineMessages } from '../i18n/messages.ts';

export const signInMessages = defineMessages('signIn', {
  title: { zh: '登录', en: 'Sign in' },
  intro: {
    zh: '供经办机构和医药机构使用。试算和查看政策无须登录。',
    en: 'For the agency and its institutions. Trials and policies need no sign-in.',
  },
  account: { zh: '账号', en: 'Account' },
  password: { zh: '密码', en: 'Password' },
  code: { zh: '动态口令或恢复码', en: 'One-time code or recovery code' },
  signIn: { zh: '登录', en: 'Sign in' },
  signingIn: { zh: '正在登录…', en: 'Signing in…' },
  demoTitle: { zh: '演示账号', en: 'Demo accounts' },
  demoHint: {
    zh: '仅随演示数据提供，选一个角色直接进入。',
    en: 'They exist beside demo data only. Choose a role and go in.',
  },
  endedTitle: { zh: '会话已结束', en: 'The session has ended' },
  endedHint: {
    zh: '请重新登录；页面上的内容都还在。',
    en: 'Please sign in again; everything on the page is still there.',
  },
  mustTitle: { zh: '先完成安全设置', en: 'First make the account safe' },
  mustPassword: { zh: '设置新密码', en: 'Set a new password' },
  currentPassword: { zh: '现在的密码', en: 'Present password' },
  newPassword: { zh: '新密码', en: 'New password' },
  save: { zh: '保存', en: 'Save' },
  mustFactor: { zh: '登记动态口令', en: 'Enrol a second factor' },
  factorHint: {
    zh: '用手机上的验证器扫描二维码，然后输入它显示的六位数字。',
    en: 'Scan the code with an authenticator, then type the six digits it shows.',
  },
  qrCode: { zh: '动态口令二维码', en: 'QR code of the second factor' },
  keyByHand: { zh: '不能扫描时，手工输入密钥：', en: 'If you cannot scan, type this key:' },
  showKey: { zh: '显示二维码', en: 'Show the code' },
  sixDigits: { zh: '六位数字', en: 'Six digits' },
  confirm: { zh: '确认', en: 'Confirm' },
  recovery: {
    zh: '请妥善保存这些恢复码，每个只能用一次：',
    en: 'Keep these recovery codes safe; each works once:',
  },
  go: { zh: '开始使用', en: 'Go on' },
  failed: { zh: '无法连接服务，请稍后重试。', en: 'The service cannot be reached; please try again.' },
});
