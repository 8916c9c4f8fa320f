import { dayText, signIn } from '@gongji/client';
import type { Bilingual } from '@gongji/domain';
import { type ExplainedLine, printExplanation } from '../report/explanation.ts';
import {
  type Pace,
  printMoments,
  printRefusals,
  printShown,
  printTotals,
  reasonOf,
} from '../report/summary.ts';
import {
  bar,
  createTerminal,
  inOneLine,
  type Output,
  type ReportLanguage,
  type Terminal,
} from '../report/terminal.ts';
import { type DayTotals, totalsOf } from '../report/totals.ts';
import { crowdScene } from './crowd.ts';
import { createDay, type Day, type DayRecord, type Scene } from './day-record.ts';
import { attempt } from './outcome.ts';
import { MESSAGE_SCENES } from './scenes-messages.ts';
import { booksAreComplete, reconcileScene } from './scenes-reconcile.ts';
import { REFUSAL_SCENES } from './scenes-refusals.ts';
import { EXPLAINED_TITLE, VISIT_SCENES } from './scenes-visits.ts';

export interface DemoDayOptions {
  readonly baseUrl: string;
  readonly out: Output;
  readonly lang?: ReportLanguage;
  readonly seed?: number;
  /** How many persons the model city has; the crowd is drawn from them. */
  readonly persons?: number;
  /** Bills of the crowd; the day has about thirty more. */
  readonly crowd?: number;
  readonly clock?: () => Date;
  /** Asked at the end: do the books balance? */
  readonly verify?: () => Promise<{ readonly balanced: boolean; readonly detail: Bilingual }>;
  /** The steps of a settlement in words. */
  readonly explain?: (settlementId: string) => Promise<readonly ExplainedLine[]>;
  /** Where to look afterwards. */
  readonly addresses?: readonly { readonly label: Bilingual; readonly url: string }[];
}

export interface DemoDayResult {
  /** Everything went as it should: every moment good, the sums add up, the books balance. */
  readonly good: boolean;
  readonly totals: DayTotals;
  readonly record: DayRecord;
}

const FIRST_OF_CROWD = 21;
const DEFAULT_CROWD = 55;
const DEFAULT_PERSONS = 20_000;

/**
 * The demo day 演示日: institutions send a day of real messages over HTTP, then the day is told in a summary. Needs the
 * model city (`loadDemo`) behind the server. Throws CallFailed when the platform cannot be reached.
 */
export async function runDemoDay(options: DemoDayOptions): Promise<DemoDayResult> {
  const clock = options.clock ?? (() => new Date());
  const terminal = createTerminal(options.out, options.lang ?? 'both');
  const started = performance.now();
  const { day, messages, close } = createDay({
    baseUrl: options.baseUrl,
    clock,
    seed: options.seed ?? 1,
    signIn: async (desk) => {
      await signIn(desk.client);
    },
  });
  try {
    const scenes = await scenesOf(day, options);
    for (const [index, scene] of scenes.entries()) {
      showProgress(terminal, { index, total: scenes.length, scene });
      await playScene(day, scene);
    }
    terminal.redraw('');
    const pace = { messages: await messages(), seconds: (performance.now() - started) / 1000 };
    return await tellDay(terminal, { day, options, pace });
  } finally {
    await close();
  }
}

/** A refusal where none belongs is told at the end; the day goes on. Silence and faults end it. */
async function playScene(day: Day, scene: Scene): Promise<void> {
  const refused = await attempt(() => scene.play(day));
  if (refused === undefined) return;
  const { zh, en } = reasonOf(refused.message);
  const detail = { zh: `${refused.infno} 被拒绝：${zh}`, en: `${refused.infno} was refused: ${en}` };
  day.record.moments.push({ title: scene.name, detail, good: false });
}

async function scenesOf(day: Day, options: DemoDayOptions): Promise<readonly Scene[]> {
  const complete = (await attempt(() => booksAreComplete(day))) === true;
  const crowd = crowdScene({
    bills: options.crowd ?? DEFAULT_CROWD,
    firstPerson: FIRST_OF_CROWD,
    lastPerson: Math.max(FIRST_OF_CROWD, options.persons ?? DEFAULT_PERSONS),
  });
  return [...VISIT_SCENES, crowd, ...MESSAGE_SCENES, ...REFUSAL_SCENES, reconcileScene(complete)];
}

function showProgress(
  terminal: Terminal,
  at: { readonly index: number; readonly total: number; readonly scene: Scene },
): void {
  const name = inOneLine(at.scene.name, terminal.language);
  terminal.redraw(`  ${bar(at.index, at.total, 24)} ${at.index}/${at.total}  ${name}`);
}

async function tellDay(
  terminal: Terminal,
  of: { readonly day: Day; readonly options: DemoDayOptions; readonly pace: Pace },
): Promise<DemoDayResult> {
  const { day, options, pace } = of;
  const { record } = day;
  const totals = totalsOf(record.settled);
  const verified = await options.verify?.();
  const today = dayText(day.clock());
  terminal.line(
    terminal.style(
      inOneLine({ zh: `共济市的一天 ${today}`, en: 'A day in Gongji City' }, terminal.language),
      'bold',
    ),
  );
  printTotals(terminal, totals, pace);
  printShown(terminal, record.shown);
  printMoments(terminal, [...record.moments, ...(verified === undefined ? [] : [booksMoment(verified)])]);
  printRefusals(terminal, record.refused);
  const explained = record.shown.find((one) => one.title.en === EXPLAINED_TITLE.en)?.bill;
  if (explained !== undefined && options.explain !== undefined) {
    printExplanation(terminal, EXPLAINED_TITLE, await options.explain(explained.reply.settlementId));
  }
  printAddresses(terminal, options.addresses ?? []);
  const good =
    record.moments.every((moment) => moment.good) &&
    record.shown.every((one) => one.bill !== undefined) &&
    totals.addsUp &&
    (verified?.balanced ?? true);
  return { good, totals, record };
}

function booksMoment({ balanced, detail }: { readonly balanced: boolean; readonly detail: Bilingual }) {
  return { title: { zh: '账平', en: 'books balance' }, detail, good: balanced };
}

function printAddresses(terminal: Terminal, addresses: NonNullable<DemoDayOptions['addresses']>): void {
  if (addresses.length === 0) return;
  terminal.heading({ zh: '接着看', en: 'Look at' });
  for (const { label, url } of addresses)
    terminal.line(`  ${terminal.label(label, { zh: 18, en: 30 })}${url}`);
}
