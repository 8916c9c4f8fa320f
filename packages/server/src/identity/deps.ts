import type { NewId, Pool } from '@gongji/store';
import type { SecretBox } from './secret-box.ts';
import type { SecurityPolicy } from './security-policy.ts';

/** What identity 身份 needs from the composition root. */
export interface IdentityDeps {
  readonly pool: Pool;
  readonly newId: NewId;
  readonly now: () => Date;
  readonly security: SecurityPolicy;
  /** Seals what must be read again. */
  readonly secrets: SecretBox;
}

/** Where a request comes from. */
export interface RequestOrigin {
  readonly address: string;
  /** The browser as it names itself, cut short. */
  readonly device: string;
  /** What the session cookie holds. */
  readonly sessionToken: string | undefined;
  /** Where the caller reached us; it stands on the caller's own paper only. */
  readonly reachedAt: string;
  /** Over TLS, as far as the proxy says. */
  readonly secure: boolean;
}
