import type { AuditChainView, AuditPage, AuditQuery } from '@gongji/contract';
import { inTransaction, type PoolClient } from '@gongji/store';
import {
  type AuditHead,
  type AuditRow,
  auditHash,
  auditHeads,
  auditPage,
  countAuditLog,
  readAuditLog,
} from '@gongji/store/audit';
import { lastVerifyRun } from '@gongji/store/ledger';
import { type Answer, ok } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import { countedSoFar, MOST_COUNTED } from '../rest/paged.ts';
import type { IdentityDeps } from './deps.ts';

const DAY_MS = 86_400_000;
/** Entries of each chain that are checked at once; the whole chains are checked by the verification of every night. */
const CHECKED = 500;

/** 审计日志: the last day when no span is given. */
export async function auditLog(
  { pool, now }: IdentityDeps,
  caller: Caller,
  query: AuditQuery,
): Promise<Answer<AuditPage>> {
  const to = query.to === undefined ? now() : new Date(query.to);
  const from = query.from === undefined ? new Date(to.getTime() - DAY_MS) : new Date(query.from);
  const span = { ...query, from, to };
  const [rows, counted] = await Promise.all([
    readAuditLog(pool, caller, { ...span, before: cursor(query.before), limit: query.limit + 1 }),
    countAuditLog(pool, caller, span, MOST_COUNTED + 1),
  ]);
  const items = rows.slice(0, query.limit).map((row) => ({
    id: `${row.stripe}.${row.position}`,
    at: row.at.toISOString(),
    actor: row.actor,
    action: row.action,
    subject: row.subject,
    detail: { ...row.detail },
  }));
  const last = rows[query.limit - 1];
  const more = rows.length > query.limit && last !== undefined;
  const next = more ? { next: `${last.at.getTime()}.${last.stripe}.${last.position}` } : {};
  return ok({ items, from: from.toISOString(), ...countedSoFar(counted), ...next });
}

function cursor(text: string | undefined) {
  const [at = '', stripe = '', position = ''] = text?.split('.') ?? [];
  return text === undefined ? undefined : { at: new Date(Number(at)), stripe: Number(stripe), position };
}

type Broken = AuditChainView['broken'][number];

/** 审计链状态: checks the latest entries of every chain now, and tells what the last whole verification found. */
export async function auditChain({ pool }: IdentityDeps): Promise<Answer<AuditChainView>> {
  const last = await lastVerifyRun(pool);
  const chains = await inTransaction(pool, async (tx) => {
    await tx.query('set transaction isolation level repeatable read read only');
    const found: ChainState[] = [];
    for (const head of await auditHeads(tx)) found.push(await checkTail(tx, head));
    return found;
  });
  const broken = chains.flatMap((chain) => chain.broken);
  return ok({
    whole: broken.length === 0,
    chains: chains.length,
    entries: chains.reduce((sum, chain) => sum + chain.entries, 0),
    checked: chains.reduce((sum, chain) => sum + chain.checked, 0),
    broken,
    ...(last === undefined
      ? {}
      : {
          lastVerified: {
            at: last.finishedAt.toISOString(),
            auditEntries: last.auditEntries,
            differences: last.differenceCount,
          },
        }),
  });
}

interface ChainState {
  readonly entries: number;
  readonly checked: number;
  readonly broken: readonly Broken[];
}

async function checkTail(tx: PoolClient, head: AuditHead): Promise<ChainState> {
  const rows = await auditPage(tx, head.stripe, Math.max(0, head.position - CHECKED), CHECKED + 1);
  const broken: Broken[] = [];
  const found = (position: number, zh: string, en: string) =>
    broken.push({ chain: head.stripe, position, what: { zh, en } });
  let before: AuditRow | undefined;
  for (const row of rows) {
    if (!same(auditHash(row), row.hash))
      found(row.position, '内容与散列不符', 'the content does not give the hash');
    if (before !== undefined && !same(before.hash, row.previousHash))
      found(row.position, '与前一条不相连', 'not linked to the entry before');
    if (before !== undefined && row.position !== before.position + 1)
      found(row.position, '序号有缺', 'a position is missing');
    before = row;
  }
  const ends = before?.position === head.position && same(before.hash, head.hash);
  if (head.position !== 0 && !ends)
    found(head.position, '链尾与链头记录不符', 'the chain does not end at its head');
  return { entries: Math.max(0, head.position), checked: rows.length, broken };
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
