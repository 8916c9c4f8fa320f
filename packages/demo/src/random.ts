/**
 * Random source 随机源 of the demo: a small generator of our own (sfc32), so that the same seed gives the same data
 * byte for byte on every machine and in every version of Node. Not for secrets.
 */
export interface Random {
  /** Uniform integer, 0 … 2^32 − 1. */
  bits(): number;
  /** Uniform integer, both ends included. */
  int(from: number, to: number): number;
  /** True in `permille` of a thousand cases. */
  chance(permille: number): boolean;
  /** One item of a list that is not empty; throws RangeError when it is. */
  pick<T>(items: readonly T[]): T;
  /** One item, with integer weights beside the items. */
  weighted<T>(items: readonly (readonly [T, number])[]): T;
}

/** A source for one topic: sources of different topics are independent, so that adding data to one changes no other. */
export function createRandom(seed: number, topic: string): Random {
  const bits = sfc32(hash(`${seed}:${topic}`));
  const int = (from: number, to: number) => from + Math.floor((bits() / 4_294_967_296) * (to - from + 1));
  return {
    bits,
    int,
    chance: (permille) => int(0, 999) < permille,
    pick(items) {
      const item = items[int(0, items.length - 1)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
    weighted(items) {
      let rest = int(
        1,
        items.reduce((sum, [, weight]) => sum + weight, 0),
      );
      for (const [item, weight] of items) {
        rest -= weight;
        if (rest <= 0) return item;
      }
      throw new RangeError('nothing to pick from');
    },
  };
}

/** Small fast counter generator with 128 bits of state (public domain algorithm). */
function sfc32([seedA, seedB, seedC]: readonly [number, number, number]): () => number {
  let [a, b, c, counter] = [seedA, seedB, seedC, 1];
  const next = () => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    c |= 0;
    return t >>> 0;
  };
  for (let warm = 0; warm < 12; warm += 1) next();
  return next;
}

/** Three words from a text: FNV-1a with three offsets. */
function hash(text: string): readonly [number, number, number] {
  const word = (offset: number) => {
    let h = offset;
    for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 16_777_619);
    return h | 0;
  };
  return [word(2_166_136_261), word(3_144_134_277), word(961_748_941)];
}
