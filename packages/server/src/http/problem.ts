import type { Bilingual, Rejection } from '@gongji/domain';
import type { FastifyReply } from 'fastify';

/** Problem document (RFC 9457) with both languages; `errors` holds every reason at once, never only the first. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly message: Bilingual;
  readonly remedy: Bilingual;
  readonly errors: readonly ProblemDetail[];
  readonly requestId?: string;
}

export interface ProblemDetail {
  readonly code: string;
  readonly field?: string;
  readonly value?: string;
  readonly message: Bilingual;
  readonly remedy: Bilingual;
  readonly citation?: string;
}

/** Every answer that is not a success of the HTTP layer itself, in order of status. Business refusals bring their own texts. */
const HTTP_PROBLEMS = {
  'body-unreadable': {
    status: 400,
    zh: '请求内容不是有效的 JSON',
    en: 'the request body is not valid JSON',
    remedyZh: '请检查请求内容与 Content-Type',
    remedyEn: 'check the body and its Content-Type',
  },
  'body-invalid': {
    status: 400,
    zh: '请求内容不符合接口要求',
    en: 'the request does not match the interface',
    remedyZh: '请按 errors 逐项改正，接口说明见 /api/docs',
    remedyEn: 'correct each of the errors; the interface is described at /api/docs',
  },
  'file-expected': {
    status: 400,
    zh: '没有收到文件',
    en: 'no file was sent',
    remedyZh: '请选择文件；程序请以 application/octet-stream 发送文件内容',
    remedyEn: 'choose a file; a program sends its bytes as application/octet-stream',
  },
  'token-missing': {
    status: 401,
    zh: '尚未登录，或访问令牌缺失、无效',
    en: 'nobody is signed in, or the access token is missing or not valid',
    remedyZh: '请登录；程序请在 Authorization 头中带上 Bearer 令牌',
    remedyEn: 'sign in; a program sends Authorization: Bearer <token>',
  },
  'session-expired': {
    status: 401,
    zh: '会话已结束',
    en: 'the session has ended',
    remedyZh: '请以同一账号重新登录，当前内容不会丢失',
    remedyEn: 'sign in again as the same user; what is on the page stays',
  },
  'sign-in-failed': {
    status: 401,
    zh: '账号、密码或动态口令不正确',
    en: 'account, password or code is not right',
    remedyZh: '请核对后重试；忘记时请联系安全管理员重置',
    remedyEn: 'check and try again; the security administrator can reset it',
  },
  'second-factor-needed': {
    status: 401,
    zh: '还需要动态口令',
    en: 'a one-time code is needed too',
    remedyZh: '请输入验证器中的六位口令，或一个恢复码',
    remedyEn: 'enter the six digits of the authenticator, or a recovery code',
  },
  'not-allowed': {
    status: 403,
    zh: '无权进行此操作',
    en: 'you may not do this',
    remedyZh: '请使用有相应权限的账号或令牌',
    remedyEn: 'use an account or token that may',
  },
  'set-up-first': {
    status: 403,
    zh: '请先完成账号设置',
    en: 'the account must be set up first',
    remedyZh: '请按 errors 修改密码或登记动态口令',
    remedyEn: 'change the password or enrol the second factor, see errors',
  },
  'account-locked': {
    status: 403,
    zh: '账号已锁定',
    en: 'the account is locked',
    remedyZh: '请联系安全管理员',
    remedyEn: 'ask the security administrator',
  },
  'no-roles': {
    status: 403,
    zh: '账号尚无已批准的角色',
    en: 'no role of this account has been approved yet',
    remedyZh: '请等待角色申请获批',
    remedyEn: 'wait until the request for roles is approved',
  },
  'other-site': {
    status: 403,
    zh: '请求不是来自本系统页面',
    en: 'the request does not come from a page of this system',
    remedyZh: '请在本系统页面操作；程序请使用令牌，并带请求头 X-Requested-By: gongji',
    remedyEn: 'use the pages of this system; send the header X-Requested-By: gongji, or use a token',
  },
  'not-found': {
    status: 404,
    zh: '没有这项内容',
    en: 'there is nothing here',
    remedyZh: '请核对地址和编号',
    remedyEn: 'check the address and the id',
  },
  conflict: {
    status: 409,
    zh: '与已有记录冲突',
    en: 'conflicts with what is recorded',
    remedyZh: '请按 errors 处理',
    remedyEn: 'see errors',
  },
  'body-too-large': {
    status: 413,
    zh: '请求内容过大',
    en: 'the request body is too large',
    remedyZh: '请分批发送',
    remedyEn: 'send it in parts',
  },
  'sign-in-waiting': {
    status: 429,
    zh: '连续失败次数过多，请稍后再试',
    en: 'too many failures in a row, wait for a while',
    remedyZh: '请在 errors 中的时间之后重试',
    remedyEn: 'try again after the time in errors',
  },
  'media-type': {
    status: 415,
    zh: '不支持的内容类型',
    en: 'the content type is not supported',
    remedyZh: '请使用 application/json',
    remedyEn: 'use application/json',
  },
  refused: {
    status: 422,
    zh: '不予受理',
    en: 'refused',
    remedyZh: '请按 errors 逐项处理',
    remedyEn: 'see each of the errors',
  },
  internal: {
    status: 500,
    zh: '系统内部错误，本次操作未生效',
    en: 'internal fault; nothing was changed',
    remedyZh: '请稍后重试；仍失败时将 requestId 告知管理员',
    remedyEn: 'try again later; if it still fails give the requestId to the administrator',
  },
  unavailable: {
    status: 503,
    zh: '服务暂不可用',
    en: 'the service is not available for the moment',
    remedyZh: '请稍后重试',
    remedyEn: 'try again later',
  },
} as const satisfies Record<
  string,
  { status: number; zh: string; en: string; remedyZh: string; remedyEn: string }
>;

export type ProblemCode = keyof typeof HTTP_PROBLEMS;

export function problem(code: ProblemCode, errors: readonly ProblemDetail[] = []): Problem {
  const { status, zh, en, remedyZh, remedyEn } = HTTP_PROBLEMS[code];
  return {
    type: `urn:gongji:problem:${code}`,
    title: `${zh} ${en}`,
    status,
    code,
    message: { zh, en },
    remedy: { zh: remedyZh, en: remedyEn },
    errors,
  };
}

/** Sends a problem; the id of the request stands in it so that a user can quote it. */
export function sendProblem(
  reply: FastifyReply,
  code: ProblemCode,
  errors: readonly (ProblemDetail | Rejection)[] = [],
): FastifyReply {
  const body: Problem = { ...problem(code, errors), requestId: reply.request.id };
  return reply.code(body.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(body));
}
