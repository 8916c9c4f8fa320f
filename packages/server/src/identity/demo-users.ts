import type { Role } from '@gongji/contract';
import type { Pool } from '@gongji/store';
import { insertUser } from '@gongji/store/identity';
import { hashPassword } from './password.ts';

/** Known to everybody, like the demo users themselves: they exist only beside demo data. */
export const DEMO_PASSWORD = 'Gongji-demo-1';

interface DemoUser {
  readonly account: string;
  readonly name: string;
  readonly role: Role;
  readonly institutionCode?: string;
  readonly unitId?: string;
  readonly ownPersonId?: string;
}

const REGION = '990100';

/** One for each role, named after it. */
export const DEMO_USERS: readonly DemoUser[] = [
  { account: 'demo.clerk', name: '演示经办', role: 'clerk' },
  { account: 'demo.reviewer', name: '演示复核', role: 'reviewer' },
  { account: 'demo.finance', name: '演示财务', role: 'finance' },
  { account: 'demo.supervisor', name: '演示稽核', role: 'supervisor' },
  { account: 'demo.leader', name: '演示领导', role: 'leader' },
  {
    account: 'demo.hospital',
    name: '演示医院操作员',
    role: 'hospital-operator',
    institutionCode: 'H99010100001',
  },
  {
    account: 'demo.pharmacy',
    name: '演示药店操作员',
    role: 'pharmacy-operator',
    institutionCode: 'P99010100001',
  },
  { account: 'demo.insured', name: '演示参保人', role: 'insured-person', ownPersonId: '1' },
  { account: 'demo.employer', name: '演示用人单位', role: 'employer-operator', unitId: '1' },
  { account: 'demo.school', name: '演示学校', role: 'school-operator', unitId: '8000001' },
  {
    account: 'demo.community',
    name: '演示社区',
    role: 'community-operator',
    unitId: '990101001001',
  },
  { account: 'demo.system', name: '演示系统管理员', role: 'system-admin' },
  { account: 'demo.security', name: '演示安全管理员', role: 'security-admin' },
  { account: 'demo.audit', name: '演示审计管理员', role: 'audit-admin' },
];

/**
 * Adds the users of the demo; call it with the demo data only. Those that are there stay as they are.
 * `hash` is one of the known password that was made already.
 */
export async function putDemoUsers(pool: Pool, hash?: string): Promise<void> {
  const passwordHash = hash ?? (await hashPassword(DEMO_PASSWORD));
  for (const [index, user] of DEMO_USERS.entries())
    await insertUser(pool, {
      userId: String(index + 1),
      account: user.account,
      name: user.name,
      regionCode: REGION,
      institutionCode: user.institutionCode ?? null,
      unitId: user.unitId ?? null,
      ownPersonId: user.ownPersonId ?? null,
      roles: [user.role],
      demo: true,
      passwordHash,
      mustChangePassword: false,
      at: new Date(),
      by: 'demo',
    });
}
