import { putStoredSecret } from '@gongji/store/identity';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFirstAdministrators } from './first-start.ts';
import { sealStoredSecrets } from './seal-stored-secrets.ts';
import { newSecretKey, secretBox } from './secret-box.ts';

let db: TestDatabase;
let userId = '';
const plain = Buffer.from('12345678901234567890');

beforeAll(async () => {
  db = await createTestDatabase();
  await db.owner.query("insert into region values ('990100', '共济市')");
  await createFirstAdministrators({ pool: db.pool, newId: db.newId, now: () => new Date() }, '990100');
  const { rows } = await db.owner.query<{ id: string }>('select user_id as id from user_account limit 1');
  userId = rows[0]?.id ?? '';
  await putStoredSecret(db.pool, userId, plain);
});
afterAll(() => db.drop());

async function stored(): Promise<Buffer> {
  const { rows } = await db.owner.query<{ secret: Buffer }>(
    'select totp_secret as secret from user_account where user_id = $1',
    [userId],
  );
  return rows[0]?.secret ?? Buffer.alloc(0);
}

test('a start seals what earlier versions kept in clear, then with the new key, and stops without the old one', async () => {
  const [first, second] = [newSecretKey(), newSecretKey()];
  expect(await sealStoredSecrets(db.pool, secretBox([first]))).toBe(1);
  expect((await stored()).includes(plain)).toBe(false);
  expect(await sealStoredSecrets(db.pool, secretBox([first]))).toBe(0);
  await expect(sealStoredSecrets(db.pool, secretBox([second]))).rejects.toThrow(/not here/);
  expect(await sealStoredSecrets(db.pool, secretBox([second, first]))).toBe(1);
  expect(secretBox([second]).open(await stored(), userId)).toEqual(plain);
});
