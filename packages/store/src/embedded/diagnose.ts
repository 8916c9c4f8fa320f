import { SetupError } from '../setup-error.ts';

/** Reads what PostgreSQL printed when it would not start, and says what to do. */
export function diagnose(output: string, cluster: string): SetupError {
  for (const { sign, zh, en, remedyZh, remedyEn } of CAUSES) {
    if (sign.test(output))
      return new SetupError(
        { zh: `${zh}（${cluster}）。`, en: `${en} (${cluster}).` },
        { zh: remedyZh, en: remedyEn },
        output,
      );
  }
  const last = output.trim().split('\n').slice(-3).join(' / ');
  return new SetupError(
    {
      zh: `内置 PostgreSQL 启动失败（${cluster}）：${last}。`,
      en: `The embedded PostgreSQL did not start (${cluster}): ${last}.`,
    },
    { zh: `详情见 ${cluster}/server.log。`, en: `See ${cluster}/server.log.` },
    output,
  );
}

const CAUSES = [
  {
    sign: /No space left on device|Disk quota exceeded|ENOSPC/i,
    zh: '磁盘已满，数据库无法写入',
    en: 'The disk is full; the database cannot write',
    remedyZh: '请腾出空间后再次启动；已提交的数据不受影响。',
    remedyEn: 'Free some space and start again; committed data is safe.',
  },
  {
    sign: /Permission denied|has wrong ownership|invalid permissions|Read-only file system|EACCES/i,
    zh: '对数据目录没有权限',
    en: 'No permission for the data folder',
    remedyZh: '请用建立它的用户启动，改正目录属主，或用 GONGJI_DATA 指定另一个目录。',
    remedyEn: 'Start as the user who made it, correct its owner, or choose another folder with GONGJI_DATA.',
  },
  {
    sign: /could not create shared memory segment|Cannot allocate memory|out of memory/i,
    zh: '内存不足，数据库无法启动',
    en: 'Not enough memory for the database',
    remedyZh: '请关闭其他程序，或调低 GONGJI_SHARED_BUFFERS（如 64MB）。',
    remedyEn: 'Close other programs, or lower GONGJI_SHARED_BUFFERS (for example 64MB).',
  },
] as const;
