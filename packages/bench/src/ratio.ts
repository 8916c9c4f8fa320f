/** Runs two bodies alternately, `rounds` times, and reports operations a second with the median of the per-round ratios. */
export interface Contest {
  readonly subjectPerSecond: number;
  readonly baselinePerSecond: number;
  /** subject ÷ baseline, the median of the rounds. The only figure that means anything on a noisy machine. */
  readonly ratio: number;
  readonly rounds: number;
}

/** Each body performs its work and returns how many operations that was. */
export function contest(subject: () => number, baseline: () => number, rounds = 9): Contest {
  subject();
  baseline();
  const results = Array.from({ length: rounds }, (_, round) => {
    const pair =
      round % 2 === 0 ? [rate(subject), rate(baseline)] : [rate(baseline), rate(subject)].reverse();
    return { subject: pair[0] ?? 0, baseline: pair[1] ?? 1 };
  });
  return {
    subjectPerSecond: median(results.map((r) => r.subject)),
    baselinePerSecond: median(results.map((r) => r.baseline)),
    ratio: median(results.map((r) => r.subject / r.baseline)),
    rounds,
  };
}

function rate(body: () => number): number {
  const started = performance.now();
  const operations = body();
  return (operations * 1000) / (performance.now() - started);
}

/** Middle value; of an even number of values the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The `p` quantile (0…1) of unsorted samples, nearest rank. */
export function quantile(samples: readonly number[], p: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(p * sorted.length) - 1))] ?? Number.NaN;
}
