import type { Fen, RatePpm } from '@gongji/domain';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { FeeLine } from './fee-line.ts';
import { feeLinesFrom, feeLinesJson } from './fee-lines-json.ts';

const fen = fc.integer().map((n) => n as Fen);
const line: fc.Arbitrary<FeeLine> = fc.record(
  {
    id: fc.string(),
    listCode: fc.string(),
    localCode: fc.string(),
    name: fc.string(),
    amountFen: fen,
    cntE4: fc.integer(),
    pricE6: fc.nat(),
    at: fc.constant('2026-05-10 09:30:00'),
    approval: fc.constantFrom('0', '1', '2'),
    refunds: fc.string(),
    itemClass: fc.constantFrom('A' as const, 'B' as const, 'C' as const),
    chargeType: fc.constant('09'),
    itemKind: fc.string(),
    firstPayPpm: fc.nat(1_000_000).map((n) => n as RatePpm),
    ceilingE4: fc.nat(),
    refused: fc.boolean(),
    flags: fc.constant('00100'),
    selfPaidFen: fen,
    overLimitFen: fen,
    firstPayFen: fen,
    inScopeFen: fen,
    sent: fc.constantFrom<FeeLine['sent']>({}, { rxno: 'RX1' }, { rxno: 'RX2', memo: '' }),
  },
  {
    requiredKeys: [
      ...(['id', 'listCode', 'localCode', 'name', 'amountFen', 'cntE4', 'pricE6', 'at', 'approval'] as const),
      ...(['itemClass', 'chargeType', 'itemKind', 'firstPayPpm', 'refused', 'flags'] as const),
      ...(['selfPaidFen', 'overLimitFen', 'firstPayFen', 'inScopeFen', 'sent'] as const),
    ],
  },
);

it('gives back the lines of a batch', () => {
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      expect(feeLinesFrom(JSON.parse(feeLinesJson(lines)))).toEqual(lines);
    }),
  );
});

it('writes the fields as sent once for lines that share them', () => {
  const [one] = fc.sample(line, 1);
  if (one === undefined) throw new Error('no line');
  const shared = { ...one, sent: { memo: 'only here' } };
  expect(feeLinesJson([shared, shared, shared]).split('only here')).toHaveLength(2);
});
