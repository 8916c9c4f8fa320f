import { expect, test } from 'vitest';
import { createMsgidSource } from './msgid.ts';

const noon = () => new Date('2026-05-10T04:00:00Z'); // 12:00:00 in China

test('a message id is institution code, China time and a serial: 30 characters', () => {
  const source = createMsgidSource('H99010100001', noon, 9998);
  expect([source.next(), source.next(), source.next()]).toEqual([
    'H99010100001202605101200009998',
    'H99010100001202605101200009999',
    'H99010100001202605101200000000',
  ]);
});

test('ids stay unique beyond ten thousand in one second', () => {
  const source = createMsgidSource('H99010100001', noon, 0);
  const ids = new Set(Array.from({ length: 25_000 }, () => source.next()));
  expect(ids.size).toBe(25_000);
});

test('ids stay unique when the clock steps back', () => {
  const ticks = ['2026-05-10T04:00:05Z', '2026-05-10T04:00:04Z', '2026-05-10T04:00:05Z'].map(
    (text) => new Date(text),
  );
  const source = createMsgidSource(
    'H99010100001',
    () => ticks.shift() ?? new Date('2026-05-10T04:00:05Z'),
    7,
  );
  expect([source.next(), source.next(), source.next()]).toEqual([
    'H99010100001202605101200050007',
    'H99010100001202605101200050008',
    'H99010100001202605101200050009',
  ]);
});
