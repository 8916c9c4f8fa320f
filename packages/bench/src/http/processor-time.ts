import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds a clock tick lasts in /proc on Linux. */
const TICK_MS = 10;

/** Fields of /proc/<pid>/stat after the name: [1] parent, [11] user, [12] system, [13] and [14] those of ended children. */
function statOf(pid: string): readonly string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

/** Processor time a process has used, alone or with its children (ended ones included); 0 where there is no /proc. */
export function processorMs(pid: number, whose: 'alone' | 'with children'): number {
  const own = statOf(String(pid));
  if (own === undefined) return 0;
  const alone = Number(own[11]) + Number(own[12]);
  if (whose === 'alone') return alone * TICK_MS;
  const children = processes()
    .map(statOf)
    .filter((stat) => stat?.[1] === String(pid))
    .reduce((ticks, stat) => ticks + Number(stat?.[11]) + Number(stat?.[12]), 0);
  return (alone + Number(own[13]) + Number(own[14]) + children) * TICK_MS;
}

function processes(): readonly string[] {
  try {
    return readdirSync('/proc').filter((entry) => /^\d+$/.test(entry));
  } catch {
    return [];
  }
}
