import type { Bilingual } from '@gongji/domain';
import { NAMED, type NamedPerson } from '../people/cast.ts';
import { voucherTokenOf } from '../people/person.ts';
import { createRandom, type Random } from '../random.ts';
import { type Desk, type DeskOptions, openDesk } from './desk.ts';
import type { BillOutcome } from './outcome.ts';

export type SettledBill = Extract<BillOutcome, { kind: 'settled' }> & { readonly institution: string };

/** Something the day shows, and whether it went as it should. */
export interface Moment {
  readonly title: Bilingual;
  readonly detail: Bilingual;
  readonly good: boolean;
}

export interface RefusedBill {
  /** One of the crowd, not a scene made to be refused. */
  readonly everyday: boolean;
  readonly who: Bilingual;
  readonly infno: string;
  /** err_msg as it came: Chinese, then English after `||`. */
  readonly message: string;
}

/** Everything that happened, for the summary. */
export interface DayRecord {
  readonly settled: SettledBill[];
  /** One bill for each kind of patient and benefit, under its title. */
  readonly shown: { readonly title: Bilingual; readonly bill: SettledBill | undefined }[];
  readonly refused: RefusedBill[];
  readonly moments: Moment[];
}

/** What a scene works with. */
export interface Day {
  readonly baseUrl: string;
  readonly record: DayRecord;
  readonly seed: number;
  readonly clock: () => Date;
  /** The desk of an institution, opened and signed in once. */
  desk(code: string): Promise<Desk>;
  random(topic: string): Random;
}

/** One part of the day. */
export interface Scene {
  readonly name: Bilingual;
  play(day: Day): Promise<void>;
}

export function createDay(
  options: DeskOptions & { readonly seed: number; readonly signIn: (desk: Desk) => Promise<void> },
) {
  const desks = new Map<string, Promise<Desk>>();
  const day: Day = {
    baseUrl: options.baseUrl,
    seed: options.seed,
    clock: options.clock,
    record: { settled: [], shown: [], refused: [], moments: [] },
    random: (topic) => createRandom(options.seed, `day/${topic}`),
    desk(code) {
      let desk = desks.get(code);
      if (desk === undefined) {
        desk = opened(openDesk(code, options));
        desks.set(code, desk);
      }
      return desk;
    },
  };
  async function opened(desk: Desk): Promise<Desk> {
    await options.signIn(desk);
    return desk;
  }
  return {
    day,
    /** Messages of all desks so far. */
    async messages() {
      return (await Promise.all(desks.values())).reduce((sum, desk) => sum + desk.client.sent(), 0);
    },
    async close() {
      for (const desk of await Promise.all(desks.values())) desk.client.close();
    },
  };
}

/** Credential of a named person: the e-voucher. */
export function voucherOf(person: NamedPerson | number) {
  const personId = typeof person === 'number' ? person : NAMED[person];
  return { type: '01', number: voucherTokenOf(personId) } as const;
}

/** Name of the crowd's bills. */
export const EVERYDAY: Bilingual = { zh: '日常就诊', en: 'everyday visit' };

/** Keeps an outcome; returns the settlement, or undefined when it was refused. */
export function keep(day: Day, desk: Desk, outcome: BillOutcome, who: Bilingual): SettledBill | undefined {
  if (outcome.kind === 'refused') {
    day.record.refused.push({
      everyday: who === EVERYDAY,
      who,
      infno: outcome.infno,
      message: outcome.message,
    });
    return undefined;
  }
  const bill = { ...outcome, institution: desk.institution.name };
  day.record.settled.push(bill);
  return bill;
}
