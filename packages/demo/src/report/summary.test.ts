import { expect, test } from 'vitest';
import { printRefusals, reasonOf } from './summary.ts';
import { createTerminal, type ReportLanguage } from './terminal.ts';

const message =
  '[coverage-missing] insutype=310: 没有有效参保；处理：用1101核对。 || [coverage-missing] insutype=310: no coverage; remedy: check 1101.';

function printed(language: ReportLanguage): string {
  let text = '';
  const terminal = createTerminal({ write: (part) => (text += part), columns: 80 }, language);
  const refused = { everyday: false, who: { zh: '未参保', en: 'not insured' }, infno: '2201', message };
  printRefusals(terminal, [refused, refused]);
  return text;
}

test('a refusal is told in words, without codes for programs', () => {
  expect(reasonOf(message)).toEqual({
    zh: '没有有效参保；处理：用1101核对。',
    en: 'no coverage; remedy: check 1101.',
  });
  expect(reasonOf('plain')).toEqual({ zh: 'plain', en: 'plain' });
});

test('the same reason is told once, in the languages asked for', () => {
  expect(printed('zh')).toContain('  未参保 ×2\n    没有有效参保；处理：用1101核对。\n');
  expect(printed('en')).not.toContain('未参保');
  expect(printed('both').match(/no coverage/g)).toHaveLength(1);
});
