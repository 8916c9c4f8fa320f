import { describe, expect, it } from 'vitest';
import { type AuditFact, auditHash, chain, GENESIS_HASH } from './chain.ts';

const fact = (subject: string): AuditFact => ({
  at: new Date('2026-05-10T01:02:03.004Z'),
  actor: 'H1',
  action: 'settle',
  subject,
  detailJson: '{"digest":"00"}',
});
const empty = { stripe: 3, position: 0, hash: GENESIS_HASH };

describe('chain', () => {
  it('numbers entries on from the head and links each to the one before', () => {
    const { rows, head } = chain(empty, [fact('a'), fact('b')]);
    const [first, second] = rows;
    expect(rows.map((r) => r.position)).toEqual([1, 2]);
    expect(first?.previousHash).toEqual(GENESIS_HASH);
    expect(second?.previousHash).toEqual(first?.hash);
    expect(head).toEqual({ stripe: 3, position: 2, hash: second?.hash });
  });

  it('gives the same chain in one piece or in two', () => {
    const whole = chain(empty, [fact('a'), fact('b'), fact('c')]);
    const part = chain(empty, [fact('a')]);
    const rest = chain(part.head, [fact('b'), fact('c')]);
    expect(rest.head).toEqual(whole.head);
  });

  it.each([
    ['subject', { subject: 'x' }],
    ['detail', { detailJson: '{"digest":"01"}' }],
    ['actor', { actor: 'H2' }],
    ['instant', { at: new Date('2026-05-10T01:02:03.005Z') }],
    ['position', { position: 2 }],
  ])('has another hash when the %s differs', (_, change) => {
    const [row] = chain(empty, [fact('a')]).rows;
    if (row === undefined) throw new Error('no row');
    expect(auditHash({ ...row, ...change })).not.toEqual(row.hash);
  });
});
