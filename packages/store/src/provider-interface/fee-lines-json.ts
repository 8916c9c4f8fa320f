import type { Fen, RatePpm } from '@gongji/domain';
import type { FeeLine } from './fee-line.ts';

/**
 * How the lines of a batch are stored: as JSON whose lines are arrays in a fixed order. Thirty lines take 5 kB instead of
 * 16, and a settlement reads all of them. Further fields as sent, mostly the same doctor and department, stand in the
 * first line that has them: a line without them has those of the line before.
 */
type Columns = readonly [
  id: string,
  listCode: string,
  localCode: string,
  name: string,
  amountFen: number,
  cntE4: number,
  pricE6: number,
  at: string,
  approval: string,
  itemClass: FeeLine['itemClass'],
  chargeType: string,
  itemKind: string,
  firstPayPpm: number,
  refused: 0 | 1,
  flags: string,
  selfPaidFen: number,
  overLimitFen: number,
  firstPayFen: number,
  inScopeFen: number,
  refunds: string | null,
  ceilingE4: number | null,
];
type LineTuple = readonly [...Columns, sent?: FeeLine['sent']];

/** The text of `fee_batch.lines`. */
export function feeLinesJson(lines: readonly FeeLine[]): string {
  let before: string | undefined;
  const tuples = lines.map((line): LineTuple => {
    const sent = JSON.stringify(line.sent);
    const same = sent === before;
    before = sent;
    return same ? tupleOf(line) : [...tupleOf(line), line.sent];
  });
  return JSON.stringify(tuples);
}

/** The lines from the value of the column as the driver parsed it. Throws when it is no list. */
export function feeLinesFrom(stored: unknown): readonly FeeLine[] {
  if (!Array.isArray(stored)) throw new Error('the lines of a fee batch are not a list');
  let sent: FeeLine['sent'] = {};
  return stored.map((tuple: LineTuple) => {
    sent = tuple[21] ?? sent;
    return lineOf(tuple, sent);
  });
}

function tupleOf(l: FeeLine): Columns {
  return [
    ...([l.id, l.listCode, l.localCode, l.name, l.amountFen, l.cntE4, l.pricE6, l.at, l.approval] as const),
    ...([l.itemClass, l.chargeType, l.itemKind, l.firstPayPpm, l.refused ? 1 : 0, l.flags] as const),
    ...([l.selfPaidFen, l.overLimitFen, l.firstPayFen, l.inScopeFen] as const),
    ...([l.refunds ?? null, l.ceilingE4 ?? null] as const),
  ];
}

/** By position: taking the list apart by pattern takes several times as long, and a settlement reads every line. */
function lineOf(t: LineTuple, sent: FeeLine['sent']): FeeLine {
  const [refunds, ceilingE4] = [t[19], t[20]];
  return {
    id: t[0],
    listCode: t[1],
    localCode: t[2],
    name: t[3],
    amountFen: t[4] as Fen,
    cntE4: t[5],
    pricE6: t[6],
    at: t[7],
    approval: t[8],
    itemClass: t[9],
    chargeType: t[10],
    itemKind: t[11],
    firstPayPpm: t[12] as RatePpm,
    refused: t[13] === 1,
    flags: t[14],
    selfPaidFen: t[15] as Fen,
    overLimitFen: t[16] as Fen,
    firstPayFen: t[17] as Fen,
    inScopeFen: t[18] as Fen,
    sent,
    ...(refunds === null ? {} : { refunds }),
    ...(ceilingE4 === null ? {} : { ceilingE4 }),
  };
}
