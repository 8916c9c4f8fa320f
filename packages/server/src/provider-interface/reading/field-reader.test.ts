import type { Rejection } from '@gongji/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FieldReader } from './field-reader.ts';
import { parseDay, parseWallTime } from './moments.ts';
import { expectedAmount, scaledInteger, scaledText } from './numbers.ts';
import { INTERFACE_REJECTION_CODES, reject } from './rejections.ts';

function reader(node: object): { f: FieldReader; problems: Rejection[] } {
  const problems: Rejection[] = [];
  return { f: new FieldReader(JSON.parse(JSON.stringify(node)), 'data', problems), problems };
}

describe('leniency', () => {
  it('reads texts, numbers and booleans alike, and "", "null" and null as absent', () => {
    const { f, problems } = reader({ a: ' x ', b: 12, c: true, d: '', e: 'null', g: null, h: 'NULL' });
    expect([f.text('a'), f.text('b'), f.text('c')]).toEqual(['x', '12', 'true']);
    expect(['d', 'e', 'g', 'h', 'z'].map((name) => f.maybeText(name))).toEqual(Array(5).fill(undefined));
    expect(problems).toEqual([]);
  });

  it.each([
    ['1', '01'],
    ['01', '01'],
    ['9', '09'],
    ['14', '14'],
  ])('charge type %s is %s', (sent, code) => {
    expect(reader({ med_chrgitm_type: sent }).f.code('med_chrgitm_type', 'med_chrgitm_type')).toBe(code);
  });

  it('accepts local children of open dictionaries and nothing else', () => {
    const { f, problems } = reader({ med_type: '110104', other: 'zz', gend: '7' });
    expect(f.code('med_type', 'med_type')).toBe('110104');
    expect([f.code('other', 'med_type'), f.code('gend', 'gend')]).toEqual(['', '']);
    expect(problems.map((p) => p.code)).toEqual(['code-unknown', 'code-unknown']);
  });

  it('takes an object for an array, an array for an object, and fields straight under input', () => {
    const rows = new FieldReader({ rows: { a: 1 }, one: [{ a: 2 }] }, '', []);
    expect(rows.rows('rows', 9).map((r) => r.text('a'))).toEqual(['1']);
    expect(rows.one('one').text('a')).toBe('2');
    expect(new FieldReader({ psn_no: '7' }, '', []).one('data').text('psn_no')).toBe('7');
  });

  it('reads extensions as objects and as JSON strings', () => {
    expect(
      reader({ exp_content: { A: '1' } })
        .f.extension()
        .text('A'),
    ).toBe('1');
    expect(reader({ exp_content: '{"A":1}' }).f.extension().text('A')).toBe('1');
    expect(reader({ exp_content: 'free text' }).f.extension().maybeText('A')).toBeUndefined();
  });

  it.each([
    ['2026-05-10 08:09:07', '2026-05-10 08:09:07'],
    ['2026-05-10', '2026-05-10 00:00:00'],
    ['2026/5/1', '2026-05-01 00:00:00'],
    ['20260510080907', '2026-05-10 08:09:07'],
    ['2026-05-10T08:09:07.123', '2026-05-10 08:09:07'],
    ['2026-05-10 08:09', '2026-05-10 08:09:00'],
  ])('time %s', (sent, expected) => {
    expect(parseWallTime(sent)).toBe(expected);
  });

  it.each(['2026-02-29', '2026-13-01', '2026-05-10 24:00:00', 'yesterday', '', '20265010'])(
    'no time: %s',
    (sent) => {
      expect(parseDay(sent)).toBeUndefined();
    },
  );
});

describe('money', () => {
  it.each([
    ['12', 1200],
    ['12.5', 1250],
    [12.34, 1234],
    ['0012.30', 1230],
    ['12.300', 1230],
    ['+5', 500],
    ['0', 0],
  ])('%j is %d fen', (sent, fen) => {
    expect(reader({ a: sent }).f.yuan('a')).toBe(fen);
  });

  it.each([
    'NaN',
    '-1',
    '12.345',
    '1e3',
    'Infinity',
    '１２',
    '12,00',
    '0x10',
    '--1',
    '90000000.01',
    '99999999999999',
    [12],
    { a: 1 },
  ])('%j is no amount', (sent) => {
    const { f, problems } = reader({ a: sent });
    f.yuan('a');
    expect(problems).toHaveLength(1);
    expect(problems[0]?.field).toBe('data.a');
  });

  it('reports every field at once', () => {
    const { f, problems } = reader({ a: 'x', b: '' });
    f.yuan('a');
    f.text('b');
    f.day('c');
    expect(problems.map((p) => [p.code, p.field])).toEqual([
      ['amount-malformed', 'data.a'],
      ['field-missing', 'data.b'],
      ['field-missing', 'data.c'],
    ]);
  });

  it('scaled integers print back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
        fc.integer({ min: 0, max: 6 }),
        (n, scale) => {
          expect(scaledInteger(scaledText(n, scale), scale)).toBe(n);
        },
      ),
    );
  });

  it.each([
    // 3 × 3.33 = 9.99, one fen either way; 100 × 0.333333 = 33.3333, half a fen × 100 = 50 fen.
    [30_000, 3_330_000, 999, 2],
    [1_000_000, 333_333, 3333, 50],
    [10_000, 10_000_000, 1000, 1],
    [-20_000, 15_000_000, -3000, 1],
    // 0.5 × 0.01 = 0.005 → 0.01, half up.
    [5_000, 10_000, 1, 1],
  ])('%d × %d is %d fen, give or take %d', (count, price, expected, tolerance) => {
    expect(expectedAmount(count, price)).toEqual({ expectedFen: expected, toleranceFen: tolerance });
  });
});

it('every rejection speaks both languages and says what to do', () => {
  for (const code of INTERFACE_REJECTION_CODES) {
    const r = reject(code, { remedy_zh: '处', remedy_en: 'do' });
    expect(r.message.zh).toMatch(/[\u4e00-\u9fff]/);
    expect(r.message.en).toMatch(/[a-z]/);
    expect(r.remedy.zh).toMatch(/[\u4e00-\u9fff]/);
    expect(r.remedy.en).toMatch(/[a-z]/);
  }
});
