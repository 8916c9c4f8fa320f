import type { ProblemDetail } from '../http/problem.ts';
import type { PasswordFault } from './password.ts';
import type { SecurityPolicy } from './security-policy.ts';

/** What is wrong with a new password, in both languages. */
export function passwordProblems(
  faults: readonly (PasswordFault | 'used-before')[],
  { password }: SecurityPolicy,
): readonly ProblemDetail[] {
  const { minLength, classes, history } = password;
  const texts = {
    'too-short': [`至少 ${minLength} 个字符`, `at least ${minLength} characters`],
    'too-long': ['至多 128 个字符', 'at most 128 characters'],
    'too-few-classes': [
      `小写、大写、数字、其他字符中至少 ${classes} 类`,
      `at least ${classes} of lower case, upper case, digits and others`,
    ],
    'holds-account': ['不能包含账号', 'it must not contain the account'],
    'used-before': [
      `不能与当前及最近 ${history} 次的密码相同`,
      `it was one of the last ${history} or is the present one`,
    ],
  } as const;
  return faults.map((code) => ({
    code: `password-${code}`,
    field: 'next',
    message: { zh: texts[code][0], en: texts[code][1] },
    remedy: { zh: '请换一个密码', en: 'choose another password' },
  }));
}

export function wrongPassword(field: string): ProblemDetail {
  return {
    code: 'password-wrong',
    field,
    message: { zh: '当前密码不正确', en: 'the present password is not right' },
    remedy: { zh: '请重新输入', en: 'enter it again' },
  };
}
