import { expect, test } from 'vitest';
import { demoCatalogue } from '../catalogue/catalogue.ts';
import { createRandom } from '../random.ts';
import { demoBill } from './demo-bill.ts';
import { type BillKind, RECIPES } from './recipes.ts';

const catalogue = demoCatalogue();
const place = { level: 'tertiary', at: '2026-11-22 09:00:00', prefix: 'A' } as const;

test.each(Object.keys(RECIPES) as BillKind[])('a bill of kind %s adds up, line by line', (kind) => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const bill = demoBill(createRandom(seed, kind), kind, { catalogue, place });
    expect(bill.lines.length).toBeGreaterThanOrEqual(1);
    let total = 0;
    for (const line of bill.lines) {
      expect(line.amountFen).toBe(line.cnt * line.priceFen);
      expect(line.amountFen).toBeGreaterThan(0);
      total += line.amountFen;
    }
    expect(bill.totalFen).toBe(total);
    expect(new Set(bill.lines.map((line) => line.sn)).size).toBe(bill.lines.length);
  }
});

test('the same seed writes the same bill', () => {
  const bill = () => demoBill(createRandom(5, 'bill'), 'outpatient', { catalogue, place });
  expect(bill()).toEqual(bill());
});

test('services cost less at lower levels, drugs cost the same everywhere', () => {
  const exam = catalogue.named('常规心电图');
  const at = (level: 'primary' | 'tertiary') =>
    demoBill(createRandom(3, 'level'), 'hypertension', { catalogue, place: { ...place, level } }).totalFen;
  expect(exam.listType).toBe('201');
  expect(at('primary')).toBeLessThan(at('tertiary'));
});
