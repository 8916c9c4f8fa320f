import type { PoolClient } from '@gongji/store';
import { auditHash, auditHeads, auditPage, GENESIS_HASH } from '@gongji/store/audit';
import type { Findings } from './difference.ts';
import type { DigestSum } from './digest-sum.ts';

const PAGE = 2000;

/**
 * Walks the chain of every stripe: positions without a gap, each entry linked to the one before, each hash what its
 * fields give, and the head at the end. Adds the digests of settlements that the entries vouch for to `vouched`.
 */
export async function checkAudit(
  client: PoolClient,
  vouched: DigestSum,
  findings: Findings,
): Promise<number> {
  let entries = 0;
  for (const head of await auditHeads(client)) {
    let hash = GENESIS_HASH;
    let position = 0;
    for (let page = await auditPage(client, head.stripe, 0, PAGE); page.length > 0; ) {
      for (const row of page) {
        const at = `entry ${row.position} of audit stripe ${head.stripe} (${row.subject})`;
        const differs = (what: string, expected: string, found: string) => {
          if (expected !== found)
            findings.add({ check: 'audit-chain', subject: `${at}: ${what}`, expected, found });
        };
        differs('position', String(position + 1), String(row.position));
        differs('previous hash', hex(hash), hex(row.previousHash));
        differs('hash', hex(auditHash(row)), hex(row.hash));
        if (row.action.startsWith('settlement.')) vouched.add(digestIn(row.detailJson));
        hash = row.hash;
        position = row.position;
      }
      entries += page.length;
      page = await auditPage(client, head.stripe, position, PAGE);
    }
    if (head.position !== position || hex(head.hash) !== hex(hash)) {
      findings.add({
        check: 'audit-chain',
        subject: `head of audit stripe ${head.stripe}`,
        expected: `${position} ${hex(hash)}`,
        found: `${head.position} ${hex(head.hash)}`,
      });
    }
  }
  return entries;
}

function digestIn(detailJson: string): string {
  const detail: unknown = JSON.parse(detailJson);
  const known =
    typeof detail === 'object' && detail !== null && 'digest' in detail && typeof detail.digest === 'string';
  return known ? String(detail.digest) : '';
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
