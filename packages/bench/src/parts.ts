import { adjudicateBench } from './adjudicate-bench.ts';
import { arrearsBench } from './arrears-bench.ts';
import { assessBench } from './assess-bench.ts';
import { BARS, mark } from './bars.ts';
import { contributionBench } from './contribution-bench.ts';
import { type HttpPoint, httpBench, type SideResult } from './http/http-bench.ts';
import { importBench } from './import-bench.ts';
import { listsBench } from './lists-bench.ts';
import { showcasePolicy } from './policies.ts';
import { replayBench } from './replay-bench.ts';
import { searchBench } from './search-bench.ts';
import type { Table } from './table.ts';

export interface PartOptions {
  /** Fewer and shorter rounds: for a look, not for a figure. */
  readonly quick: boolean;
  /** Numbers of clients of the http part; undefined = the usual ones. */
  readonly clients: readonly number[] | undefined;
  readonly onProgress: (text: string) => void;
}

export const PARTS = {
  adjudicate,
  http,
  replay,
  contribution,
  assess,
  arrears,
  import: importing,
  search,
  lists,
} as const;
export type PartName = keyof typeof PARTS;

async function adjudicate({ quick, onProgress }: PartOptions): Promise<Table> {
  onProgress('adjudicating bills of 30 lines …');
  const result = adjudicateBench(showcasePolicy(), quick ? 500 : 2_000);
  const micros = (perSecond: number) => (1_000_000 / perSecond).toFixed(2);
  return {
    title: 'Adjudication of one bill of 30 lines (inpatient, showcase.employee 2026)',
    head: ['', 'compiled policy µs', 'by hand µs', 'ratio', 'bar', ''],
    rows: [
      [
        'one thread',
        micros(result.subjectPerSecond),
        micros(result.baselinePerSecond),
        result.ratio.toFixed(2),
        `≥ ${BARS.adjudicate.toFixed(2)}`,
        mark(result.ratio, BARS.adjudicate),
      ],
    ],
    note: `Every figure of every bill equal on both sides; the compiled policy records its trace, the other does not. Median of the ratios of ${result.rounds} rounds.`,
  };
}

async function contribution({ quick, onProgress }: PartOptions): Promise<Table> {
  const persons = quick ? 100_000 : 1_000_000;
  onProgress(`assessing ${persons} persons for a month …`);
  const result = contributionBench(persons, quick ? 5 : 9);
  const seconds = (perSecond: number) => (persons / perSecond).toFixed(2);
  return {
    title: `Contributions of ${persons} persons for a month (showcase.employee, May 2026)`,
    head: ['', 'compiled rules s', 'by hand s', 'ratio', 'bar', ''],
    rows: [
      [
        'one thread',
        seconds(result.subjectPerSecond),
        seconds(result.baselinePerSecond),
        result.ratio.toFixed(2),
        `≥ ${BARS.contribution.toFixed(2)}`,
        mark(result.ratio, BARS.contribution),
      ],
    ],
    note: `Every fen of every person equal on both sides; the compiled side also checks and encodes the facts. Median of the ratios of ${result.rounds} rounds.`,
  };
}

async function arrears({ quick, onProgress }: PartOptions): Promise<Table> {
  const f = await arrearsBench(quick ? 100_000 : 1_000_000, quick ? 3 : 7, onProgress);
  return {
    title: `The ledger of arrears over ${f.bills.toLocaleString('en')} bills, ${f.overdue.toLocaleString('en')} of them overdue`,
    head: ['page ms', 'from all bills and payments ms', 'times faster'],
    rows: [[f.pageMs.toFixed(0), f.fromBillsMs.toFixed(0), f.ratio.toFixed(1)]],
    note: 'Who owes most, and the sums by age: from the open bills kept with every payment, beside the same answers worked out from every bill and allocation; both are compared first. Median of the ratios of the rounds, in turns.',
  };
}

async function importing({ quick, onProgress }: PartOptions): Promise<Table> {
  const result = await importBench(quick ? 10_000 : 50_000, onProgress);
  const total = result.checkSeconds + result.runSeconds;
  return {
    title: `A list of ${result.rows} residents (.xlsx), checked and enrolled over HTTP`,
    head: ['check s', 'enrol s', 'together s', 'COPY of the same rows s', 'times COPY', 'bar', ''],
    rows: [
      [
        ...[result.checkSeconds, result.runSeconds, total, result.copySeconds].map((s) => s.toFixed(1)),
        (total / result.copySeconds).toFixed(1),
        `≤ ${BARS.importSeconds} s`,
        mark(BARS.importSeconds, total),
      ],
    ],
    note: `${result.faultsFound} of ${result.faultsPlanted} planted faults found and explained; progress moved ${result.progressSeen} times. Upload, reading, both decisions, persons, covers, acts and history of rows; COPY writes persons, covers and acts alone.`,
  };
}

async function http({ quick, clients: asked, onProgress }: PartOptions): Promise<Table> {
  const rounds = quick ? 3 : 5;
  const seconds = 2;
  const clients = asked ?? (quick ? [8, 32] : [1, 8, 32, 64]);
  const points = await httpBench({ clients, rounds, seconds, persons: quick ? 6_000 : 20_000, onProgress });
  return {
    title: 'Durable settlement of one bill of 30 lines over HTTP (2207)',
    head: [
      'clients',
      ...['settled/s', 'p50 ms', 'p99 ms', 'TPS × latency'],
      ...['function calls/s', 'p50 ms', 'p99 ms'],
      ...['ratio', 'rounds', 'bar', '', 'by processor time'],
    ],
    rows: points.map(httpRow),
    note: `${points.map(processorNote).join(' ')} Ratio: median of ${rounds} rounds of ${seconds} s on each side, in turns.`,
  };
}

function httpRow({ clients, settled, written, ratio, ratios }: HttpPoint): readonly string[] {
  const bar = BARS.http.get(clients);
  const speed = (r: SideResult) => [r.perSecond.toFixed(0), r.p50Ms.toFixed(1), r.p99Ms.toFixed(1)];
  return [
    String(clients),
    ...speed(settled),
    settled.clientsSeen.toFixed(1),
    ...speed(written),
    ratio.toFixed(2),
    `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`,
    bar === undefined ? '' : `≥ ${bar.toFixed(2)}`,
    mark(ratio, bar),
    (processorMs(written) / processorMs(settled)).toFixed(2),
  ];
}

/** Of all processes for one bill: steadier than the clock when the machine does other things as well. */
function processorMs(r: SideResult): number {
  return r.loadMsPerBill + r.serverMsPerBill + r.databaseMsPerBill;
}

function processorNote({ clients, settled, written }: HttpPoint): string {
  const ms = (n: number) => n.toFixed(2);
  return (
    `Processor ms per bill at ${clients}: server ${ms(settled.serverMsPerBill)} + database ${ms(settled.databaseMsPerBill)}` +
    ` + load ${ms(settled.loadMsPerBill)}; function call: database ${ms(written.databaseMsPerBill)} + caller ${ms(written.loadMsPerBill)}.`
  );
}

async function replay({ quick, onProgress }: PartOptions): Promise<Table> {
  const persons = quick ? 200_000 : 1_000_000;
  onProgress(`replaying a year of ${persons} persons …`);
  const f = await replayBench(showcasePolicy(), persons, quick ? 3 : 7);
  const bar = BARS.replayMillions;
  return {
    title: `Replay of a year (${persons.toLocaleString('en')} persons, ${f.bills.toLocaleString('en')} aggregate bills)`,
    head: ['', 'million bills/s', 'bar', ''],
    rows: [
      ['one thread', f.oneThread.toFixed(1), `≥ ${bar}`, mark(f.oneThread, bar)],
      ['two threads', f.twoThreads.toFixed(1), '', ''],
      ['plain loop, one thread', f.plainLoop.toFixed(1), '', ''],
    ],
    note: `One thread is ${f.ratio.toFixed(2)} of a loop that only reads the columns, applies one deductible and one ratio, and writes. ${f.refused} bills refused by the policy.`,
  };
}

async function assess({ quick, onProgress }: PartOptions): Promise<Table> {
  const persons = quick ? 100_000 : 1_000_000;
  const f = await assessBench(persons, onProgress);
  return {
    title: `Assessment of a month (${persons.toLocaleString('en')} persons, ${f.bills.toLocaleString('en')} bills)`,
    head: ['', 'seconds', 'persons/s', 'ratio'],
    rows: [
      ['gongji assess', f.seconds.toFixed(1), (persons / f.seconds).toFixed(0), f.ratio.toFixed(2)],
      ['COPY of the same rows', f.copySeconds.toFixed(1), (persons / f.copySeconds).toFixed(0), ''],
    ],
    note: 'Registers read, every person assessed with trace, charges and bills written in parts that are whole or not there; beside it the same rows written by COPY with the same keys and indexes. Durable commits.',
  };
}

async function search({ quick, onProgress }: PartOptions): Promise<Table> {
  const f = await searchBench(quick ? 100_000 : 1_000_000, quick ? 20 : 200, onProgress);
  const bar = BARS.searchMs;
  return {
    title: `The one search box on ${f.persons.toLocaleString('en')} persons, over HTTP`,
    head: ['what is typed', 'median ms', 'slowest ms', 'times the session', 'hits shown', 'bar', ''],
    rows: f.points.map(({ what, medianMs, slowestMs, hits }) => [
      what,
      medianMs.toFixed(1),
      slowestMs.toFixed(1),
      (medianMs / f.sessionMs).toFixed(1),
      String(hits),
      `≤ ${bar} ms`,
      mark(bar, slowestMs),
    ]),
    note: `Each text once, one after the other; the bar is for the slowest. Asking for one's own session takes ${f.sessionMs.toFixed(1)} ms (median).`,
  };
}

async function lists({ quick, onProgress }: PartOptions): Promise<Table> {
  const persons = quick ? 200_000 : 1_000_000;
  const f = await listsBench(persons, quick ? 3 : 7, onProgress);
  return {
    title: `Long lists of a city of ${persons.toLocaleString('en')} persons, over HTTP`,
    head: ['first page', 'rows that match', 'median ms', 'slowest ms', 'times the session'],
    rows: f.points.map(({ what, total, medianMs, slowestMs }) => [
      what,
      total.toLocaleString('en'),
      medianMs.toFixed(1),
      slowestMs.toFixed(1),
      (medianMs / f.sessionMs).toFixed(1),
    ]),
    note: `One after the other; of persons and acts no more than 10 000 are counted. Asking for one's own session takes ${f.sessionMs.toFixed(1)} ms (median).`,
  };
}
