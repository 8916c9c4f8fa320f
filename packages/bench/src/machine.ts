import { cpus, loadavg, totalmem } from 'node:os';

/** The machine and what else it is doing, in one line. */
export function machineFacts(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const gib = (totalmem() / 1024 ** 3).toFixed(0);
  const load = loadavg()
    .map((n) => n.toFixed(1))
    .join(' ');
  return `${cpus().length} × ${model}, ${gib} GiB, ${process.platform} ${process.arch}, Node ${process.versions.node}, load average ${load}`;
}
