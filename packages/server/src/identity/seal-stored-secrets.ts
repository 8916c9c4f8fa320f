import { inTransaction, type Pool, SetupError } from '@gongji/store';
import { lockStoredSecrets, putStoredSecret } from '@gongji/store/identity';
import type { SecretBox } from './secret-box.ts';

/** A secret of the second factor as it stood before secrets were sealed. */
const PLAIN_BYTES = 20;

/**
 * Seals what was kept in clear by earlier versions, and again what an older key sealed: after a start with a new first
 * key the old one can be taken away. Throws SetupError when a key is missing, before anybody is locked out by it.
 */
export async function sealStoredSecrets(pool: Pool, box: SecretBox): Promise<number> {
  return inTransaction(pool, async (tx) => {
    const stored = await lockStoredSecrets(tx);
    const outdated = stored.filter(({ secret }) => !box.isCurrent(secret));
    const opened = outdated.map(({ userId, secret }) => ({
      userId,
      plain: secret.length === PLAIN_BYTES ? secret : box.open(secret, userId),
    }));
    const lost = opened.filter(({ plain }) => plain === undefined).length;
    if (lost > 0) throw keyMissing(lost);
    for (const { userId, plain } of opened)
      if (plain !== undefined) await putStoredSecret(tx, userId, box.seal(plain, userId));
    return opened.length;
  });
}

function keyMissing(count: number): SetupError {
  return new SetupError(
    {
      zh: `${count} 个用户的动态口令密钥是用另一把密钥封存的。`,
      en: `The second factor of ${count} user(s) is sealed with a key that is not here.`,
    },
    {
      zh: '请把原来的 secret.keys（或 GONGJI_SECRET_KEYS）放回；确已遗失时，用 gongji user reset 让这些用户重新登记。',
      en: 'Put the earlier secret.keys (or GONGJI_SECRET_KEYS) back; if it is lost, let these users enrol again: gongji user reset.',
    },
  );
}
