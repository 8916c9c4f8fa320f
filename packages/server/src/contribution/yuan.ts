import { type Fen, yuanText } from '@gongji/domain';

/** An amount of fen in yuan with two decimals, for messages. */
export function yuan(amountFen: number): string {
  return yuanText(amountFen as Fen);
}
