import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newSecretKey, parseSecretKeys } from '@gongji/server/identity';
import { SetupError } from '@gongji/store';

/**
 * Keys that seal secrets at rest: from GONGJI_SECRET_KEYS, else from `<data>/secret.keys`, which the first start makes,
 * readable by its owner alone. Throws SetupError that names what is wrong, and never shows a key.
 */
export function secretKeysOf(dataDir: string): readonly Buffer[] {
  const file = join(dataDir, 'secret.keys');
  const given = process.env.GONGJI_SECRET_KEYS;
  const from = given ? 'GONGJI_SECRET_KEYS' : file;
  if (!given && !existsSync(file))
    writeFileSync(file, `${newSecretKey().toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    return parseSecretKeys(given || readFileSync(file, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SetupError(
      { zh: `${from} 有误：${reason}`, en: `${from} is wrong: ${reason}` },
      {
        zh: '每行一把密钥（32 字节，base64），第一行用于封存新的；见 docs/operations.md。',
        en: 'One key a line (32 bytes in base 64), the first seals new secrets; see docs/operations.md.',
      },
      cause,
    );
  }
}
