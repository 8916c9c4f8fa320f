import { TRANSFER_MATERIALS } from '@gongji/contract';
import type { Bilingual } from '@gongji/domain';

/** Papers of a transfer 资料清单, as the contract names them. */
export const MATERIALS: readonly {
  readonly id: string;
  readonly name: Bilingual;
  readonly required: boolean;
}[] = Object.entries(TRANSFER_MATERIALS).map(([id, { zh, en, required }]) => ({
  id,
  name: { zh, en },
  required,
}));
