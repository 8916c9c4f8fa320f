import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type SecuritySettings, securityPolicy } from '@gongji/server/identity';
import { SetupError } from '@gongji/store';

/** `<data>/security.json`, checked; undefined when there is none. Throws SetupError that names what is wrong in it. */
export function readSecuritySettings(dataDir: string): SecuritySettings | undefined {
  const file = join(dataDir, 'security.json');
  if (!existsSync(file)) return undefined;
  try {
    const settings: SecuritySettings = JSON.parse(readFileSync(file, 'utf8'));
    securityPolicy(settings);
    return settings;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SetupError(
      { zh: `${file} 有误：${reason}`, en: `${file} is wrong: ${reason}` },
      {
        zh: '请改正；各项含义与默认值见 docs/operations.md。',
        en: 'Correct it; docs/operations.md has each setting and its default.',
      },
      cause,
    );
  }
}
