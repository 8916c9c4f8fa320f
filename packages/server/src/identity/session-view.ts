import type { SessionView } from '@gongji/contract';
import type { LiveSession } from './live-session.ts';
import { personRef } from './person-ref.ts';
import type { SecurityPolicy } from './security-policy.ts';

export function sessionView(session: LiveSession, security: SecurityPolicy): SessionView {
  const { user } = session;
  return {
    state: 'signed-in',
    account: user.account,
    name: user.name,
    roles: [...session.roles],
    demo: user.demo,
    language: user.language,
    regionCode: user.regionCode,
    ...(user.institutionCode === null ? {} : { institutionCode: user.institutionCode }),
    ...(user.unitId === null ? {} : { unitId: user.unitId }),
    ...(user.ownPersonId === null ? {} : { person: personRef(user.ownPersonId) }),
    permissions: session.must.length > 0 ? {} : { ...session.permissions },
    must: [...session.must],
    secondFactor: user.secondFactorAt !== null,
    idleMinutes: security.session.idleMinutes,
    expiresAt: session.expiresAt.toISOString(),
  };
}
