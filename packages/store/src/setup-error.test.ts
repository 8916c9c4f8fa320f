import { expect, test } from 'vitest';
import { SetupError, setupErrorText, setupFault } from './setup-error.ts';

const withCode = (code: string) => Object.assign(new Error('could not extend file'), { code });

test.each(['53100', 'ENOSPC', 'EDQUOT'])('%s is a full disk, told with what to do', (code) => {
  const told = setupErrorText(setupFault(withCode(code)) as SetupError);
  expect(told).toContain('磁盘已满');
  expect(told).toContain('Free some space');
});

test.each([withCode('57P01'), new Error('Connection terminated unexpectedly')])(
  'a database that stops in the middle is one that stopped, whatever the driver calls it',
  (fault) => {
    expect(setupFault(fault)?.en).toBe('The database stopped in the middle of the work.');
  },
);

test('a fault of the installation stays what it is, any other is none', () => {
  const known = new SetupError({ zh: '甲', en: 'a' }, { zh: '乙', en: 'b' });
  expect(setupFault(known)).toBe(known);
  expect(setupFault(new Error('a bug'))).toBeUndefined();
  expect(setupFault(withCode('23505'))).toBeUndefined();
});
