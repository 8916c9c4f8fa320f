import { describe, expect, it } from 'vitest';
import { inPrecedence, REJECTIONS, rejection } from './rejection-catalogue.ts';

const CHINESE = /[\u4e00-\u9fff]/;

describe('the rejection catalogue', () => {
  it.each(Object.entries(REJECTIONS))(
    '%s speaks both languages and carries the same data in both',
    (_, text) => {
      const names = (s: string) => [...new Set([...s.matchAll(/\{(\w+)\}/g)].map((m) => m[1]))].sort();
      expect(text.zh).toMatch(CHINESE);
      expect(text.remedyZh).toMatch(CHINESE);
      expect(text.en).not.toMatch(CHINESE);
      expect(text.remedyEn).not.toMatch(CHINESE);
      expect(names(text.zh)).toEqual(names(text.en));
      expect(names(text.remedyZh)).toEqual(names(text.remedyEn));
    },
  );
});

describe('rejection', () => {
  it('puts the data into both texts', () => {
    const refused = rejection(
      'waiting-period',
      { firstDay: '2026-07-01' },
      { field: 'personId', value: '1' },
    );
    expect(refused).toEqual({
      code: 'waiting-period',
      field: 'personId',
      value: '1',
      message: {
        zh: '尚在等待期，2026-07-01 起享受待遇',
        en: 'still in the waiting period; benefits begin on 2026-07-01',
      },
      remedy: {
        zh: '请在 2026-07-01 及以后发生的费用再结算',
        en: 'cost that arises from 2026-07-01 on can be settled',
      },
    });
  });
});

describe('inPrecedence', () => {
  it('orders by the catalogue and keeps codes of a policy last, in their order', () => {
    const own = (code: string) => ({ code, message: { zh: '', en: '' }, remedy: { zh: '', en: '' } });
    const ordered = inPrecedence([
      own('z'),
      own('a'),
      rejection('bill-empty', {}),
      rejection('person-unknown', { personId: '1' }),
    ]);
    expect(ordered.map((r) => r.code)).toEqual(['person-unknown', 'bill-empty', 'z', 'a']);
  });
});
