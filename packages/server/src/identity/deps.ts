import type { NewId, Pool } from '@gongji/store';
import type { SecurityPolicy } from './security-policy.ts';

/** What identity 身份 needs from the composition root. */
export interface IdentityDeps {
  readonly pool: Pool;
  readonly newId: NewId;
  readonly now: () => Date;
  readonly security: SecurityPolicy;
}

/** Where a request comes from. */
export interface RequestOrigin {
  readonly address: string;
  /** The browser as it names itself, cut short. */
  readonly device: string;
  /** What the session cookie holds. */
  readonly sessionToken: string | undefined;
  /** Over TLS, as far as the proxy says. */
  readonly secure: boolean;
}
