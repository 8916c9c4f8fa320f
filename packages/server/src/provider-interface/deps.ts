import type { NewId, Pool } from '@gongji/store';
import type { SettlementService } from '../settlement/contract.ts';
import type { InterfaceLimits } from './message/limits.ts';

/** What the provider interface needs from the composition root. */
export interface ProviderInterfaceDeps {
  readonly pool: Pool;
  readonly settlement: SettlementService;
  readonly newId: NewId;
  readonly now?: () => Date;
  readonly limits?: Partial<InterfaceLimits>;
  /** First path segments served; every path below them leads to the same endpoint. */
  readonly prefixes?: readonly string[];
  /** SM2 private key (hex) that signs replies to institutions that must sign; without it replies are unsigned. */
  readonly replySigningKey?: string;
  /** How long registers may be served from memory, in milliseconds; default 30 000. */
  readonly cacheMs?: number;
  /** Faults that were answered with a failure reply, for the process log. */
  readonly onFault?: (fault: unknown, infno: string, msgid: string) => void;
}
