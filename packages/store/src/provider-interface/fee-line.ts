import type { Fen, RatePpm } from '@gongji/domain';

/** Fee line 费用明细 as kept with its batch: what was sent, and the catalogue's terms on the day of the fee. */
export interface FeeLine {
  /** feedetl_sn, unique among the live lines of a visit. */
  readonly id: string;
  readonly listCode: string;
  readonly localCode: string;
  readonly name: string;
  readonly amountFen: Fen;
  /** Ten-thousandths. */
  readonly cntE4: number;
  /** Millionths of a yuan. */
  readonly pricE6: number;
  /** Beijing time `yyyy-MM-dd HH:mm:ss`. */
  readonly at: string;
  readonly approval: string;
  /** Refund line: the line it takes back from. */
  readonly refunds?: string;
  readonly itemClass: 'A' | 'B' | 'C';
  readonly chargeType: string;
  readonly itemKind: string;
  readonly firstPayPpm: RatePpm;
  readonly ceilingE4?: number;
  readonly refused: boolean;
  /** Catalogue flags 0/1: restricted, basic drug, negotiated, child drug, special item. */
  readonly flags: string;
  readonly selfPaidFen: Fen;
  readonly overLimitFen: Fen;
  readonly firstPayFen: Fen;
  readonly inScopeFen: Fen;
  /** Other fields as sent, by their interface names. */
  readonly sent: Readonly<Record<string, string>>;
}
