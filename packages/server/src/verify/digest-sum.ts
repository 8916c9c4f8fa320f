/**
 * A set of SHA-256 digests in the space of one: the number of them and their bitwise sum without carry. Two equal sets
 * have equal sums; that two different ones do is as unlikely as a collision of the digest itself.
 */
export interface DigestSum {
  readonly add: (hex: string) => void;
  /** e.g. `12 of 00ff…` */
  readonly text: () => string;
}

export function createDigestSum(): DigestSum {
  const sum = Buffer.alloc(32);
  let count = 0;
  return {
    add: (hex) => {
      const bytes = Buffer.from(hex, 'hex');
      for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) ^ (bytes[i] ?? 0);
      count += 1;
    },
    text: () => `${count} of ${sum.toString('hex')}`,
  };
}
