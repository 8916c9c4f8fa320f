import type { CalendarDate } from '@gongji/domain';
import type { CatalogueItem } from '@gongji/store/provider-interface';
import { describe, expect, it, test } from 'vitest';
import { isRefused, termsOn } from './terms-on.ts';

const day = (text: string) => text as CalendarDate;

const ITEM: CatalogueItem = {
  listCode: 'XA01',
  hilistCode: 'XA01',
  name: '示范药',
  listType: '101',
  itemClass: 'B',
  chargeType: '09',
  kind: 'drug',
  spec: '',
  dosageForm: '',
  restricted: false,
  basicDrug: false,
  negotiated: false,
  childDrug: false,
  specialItem: false,
  validFrom: day('2026-01-01'),
  validTo: day('2026-12-31'),
  ceilings: [
    { level: '3', priceE4: 120_000, from: day('2026-01-01'), to: day('2026-06-30') },
    { level: '3', priceE4: 100_000, from: day('2026-07-01'), to: null },
  ],
  firstPays: [
    { insutype: '310', ppm: 100_000, from: day('2026-01-01'), to: null },
    { insutype: '390', ppm: 200_000, from: day('2026-01-01'), to: null },
  ],
};
const KEY = { on: '2026-06-30', insutype: '310', level: '3' };

describe('terms on a day', () => {
  it('are those of the scheme, the level and the day, both ends of a period included', () => {
    expect(termsOn(ITEM, KEY)).toEqual({
      itemClass: 'B',
      kind: 'drug',
      firstPayPpm: 100_000,
      ceilingE4: 120_000,
    });
    expect(termsOn(ITEM, { ...KEY, on: '2026-07-01' })?.ceilingE4).toBe(100_000);
    expect(termsOn(ITEM, { ...KEY, insutype: '390' })?.firstPayPpm).toBe(200_000);
    expect(termsOn(ITEM, { ...KEY, level: '2' })?.ceilingE4).toBeUndefined();
  });

  it('are none outside the days of the item, and for an unknown item', () => {
    expect(termsOn(ITEM, { ...KEY, on: '2025-12-31' })).toBeUndefined();
    expect(termsOn(ITEM, { ...KEY, on: '2027-01-01' })).toBeUndefined();
    expect(termsOn(undefined, KEY)).toBeUndefined();
  });

  it('leave class C wholly to the person', () => {
    expect(termsOn({ ...ITEM, itemClass: 'C' }, KEY)?.firstPayPpm).toBe(1_000_000);
  });
});

test.each([
  [false, 'none', false],
  [false, 'approved', false],
  [false, 'refused', true],
  [true, 'none', true],
  [true, 'approved', false],
  [true, 'refused', true],
] as const)('restricted %s, approval %s: refused %s', (restricted, approval, refused) => {
  expect(isRefused(restricted, approval)).toBe(refused);
});
