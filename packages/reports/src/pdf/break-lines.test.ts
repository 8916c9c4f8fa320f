import fc from 'fast-check';
import { expect, test } from 'vitest';
import { breakLines } from './break-lines.ts';

/** A Han character is one wide, all others half. */
const measure = (text: string): number =>
  [...text].reduce((w, c) => w + (/[\u2e80-\uffef]/.test(c) ? 1 : 0.5), 0);

test.each([
  ['统筹基金支付', 3, ['统筹基', '金支付']],
  ['统筹基金，支付', 4, ['统筹基', '金，支付']],
  ['见（第一条）', 2.5, ['见', '（第', '一', '条）']],
  ['pooled fund pays', 6, ['pooled fund', 'pays']],
  ['XA02BCA166A001', 3, ['XA02BC', 'A166A0', '01']],
  ['一\n二', 9, ['一', '二']],
  ['', 9, ['']],
])('%s in %d', (text, width, lines) => {
  expect(breakLines(text, width, measure)).toEqual(lines);
});

test('nothing is lost but white space, and no line is too wide', () => {
  const piece = fc.constantFrom('统', '筹', '，', '（', '）', 'a', 'fund', ' ', '12.50', '%', '𠮷');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), fc.integer({ min: 3, max: 12 }), (pieces, width) => {
      const text = pieces.join('');
      const lines = breakLines(text, width, measure);
      const bare = (t: string) => t.replaceAll(/\s/g, '');
      expect(bare(lines.join(''))).toBe(bare(text));
      for (const line of lines) expect(measure(line)).toBeLessThanOrEqual(width);
    }),
    { numRuns: 500 },
  );
});
