import { compactTime } from './china-time.ts';

export interface MsgidSource {
  next(): string;
}

/**
 * Message ids 发送方报文ID: institution code (12) + yyyyMMddHHmmss (14) + serial (4) = 30 characters.
 * The id is the key of "one effect per message", so it must never repeat: after 10 000 ids in one second the source
 * runs ahead of the clock by a second instead of wrapping round.
 * @param serialStart where the serial begins, 0..9999: two clients of one institution start at different places.
 */
export function createMsgidSource(
  institutionCode: string,
  clock: () => Date,
  serialStart: number,
): MsgidSource {
  const prefix = institutionCode.slice(0, 12).padEnd(12, '0');
  let second = 0;
  let used = 0;
  let serial = serialStart % 10_000;
  let stamp = '';
  return {
    next() {
      const now = Math.floor(clock().getTime() / 1000);
      if (now > second || used === 10_000) {
        second = Math.max(now, second + (used === 10_000 ? 1 : 0));
        used = 0;
        stamp = compactTime(new Date(second * 1000));
      }
      const id = `${prefix}${stamp}${String(serial).padStart(4, '0')}`;
      serial = (serial + 1) % 10_000;
      used += 1;
      return id;
    },
  };
}
