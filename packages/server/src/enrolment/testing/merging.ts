import { date } from '@gongji/domain';
import { inTransaction } from '@gongji/store';
import { lockPerson, readAct } from '@gongji/store/enrolment';
import { wholeRegion } from '@gongji/store/rest';
import { expect } from 'vitest';
import type { RestDeps } from '../../rest/deps.ts';
import { TODAY, type World } from '../../settlement/testing/world.ts';
import { verifyBooks } from '../../verify/verify.ts';
import type { PlannedAct } from '../acting.ts';
import { proposerOf } from '../ask.ts';
import { proposeMerge } from '../merge-proposal.ts';
import { resettleOf, type Tried, tryOut } from '../proposal.ts';
import { doAgreed } from '../requests.ts';
import { planUndo } from '../undo-act.ts';

/** Merges of duplicates in a world, and their undoing, as when a second person has agreed; the books are verified with each. */
export interface Merging {
  /** The bills that a merge would settle again, as who asks for it sees them: the fund's part before and after, in yuan. */
  readonly shown: (keepId: string, dropId: string) => Promise<Shown>;
  /** Returns the act. */
  readonly merge: (keepId: string, dropId: string) => Promise<string>;
  /** The codes that refuse it; none when it was undone. */
  readonly undo: (actId: string) => Promise<readonly string[]>;
  /** What undoing an act would do, as who asks for it sees it. */
  readonly shownUndo: (actId: string) => Promise<Tried>;
  readonly clean: () => Promise<void>;
}

interface Shown {
  readonly bills: readonly (string | number | undefined)[][];
  readonly personOwesFen: number;
  readonly problems: readonly string[];
}

const who = { actor: 'reviewer' };

export function mergingIn(world: () => World): Merging {
  // A merge reads nothing else of its dependencies.
  const deps = () => ({ newId: world().db.newId, now: () => TODAY }) as RestDeps;
  const settling = () =>
    ({ ...deps(), pool: world().db.pool, settlement: world().service, policies: [] as object }) as RestDeps;
  const clean = async () =>
    expect((await verifyBooks(world().db.owner, { outcomes: true })).differences).toEqual([]);
  const act = async (planned: PlannedAct) => {
    const refused = new Error('refused');
    let codes: readonly string[] = [];
    const done = inTransaction(world().db.pool, async (tx) => {
      const agreed = await doAgreed(settling(), who, tx, planned);
      if (agreed.kind === 'refused') codes = agreed.rejections.map(({ code }) => code);
      if (agreed.kind === 'refused') throw refused;
      await agreed.seal();
      return agreed.actId;
    });
    const actId = await done.catch((error: unknown) => {
      if (error !== refused) throw error;
      return '';
    });
    // A second time finds nothing to do.
    const again = resettleOf(planned, actId, who);
    if (codes.length === 0)
      expect(await world().service.resettle(again)).toEqual({
        kind: 'reviewed',
        bills: [],
        personOwesFen: 0,
      });
    return { actId, codes };
  };
  return {
    clean,
    shown: async (keepId, dropId) => {
      const tried = await tryOut(settling(), (tx) =>
        proposeMerge(deps(), tx, { keepId, dropId, reason: '同一人' }),
      );
      const fund = ({ payers }: (typeof tried.bills)[number]) =>
        payers.flatMap((one) =>
          one.payer === 'pooledFund' ? [one.beforeFen / 100, one.afterFen / 100] : [],
        );
      return {
        bills: tried.bills.map((one) => [one.settlementId, one.whose, ...fund(one)]),
        personOwesFen: tried.personOwesFen,
        problems: tried.problems.map(({ message }) => message.en),
      };
    },
    shownUndo: (actId) =>
      tryOut(
        settling(),
        proposerOf(deps(), { ...wholeRegion('990100'), ...who }, { kind: 'undo', actId, reason: '两人' }),
      ),
    merge: async (keepId, dropId) => {
      const asked = { keepId, dropId, reason: '同一人' };
      const { act: planned, problems } = await inTransaction(world().db.pool, (tx) =>
        proposeMerge(deps(), tx, asked),
      );
      expect(problems).toEqual([]);
      if (planned === undefined) throw new Error('nothing to merge');
      return (await act(planned)).actId;
    },
    undo: async (actId) => {
      const plan = await inTransaction(world().db.pool, async (tx) => {
        const known = await readAct(tx, wholeRegion('990100'), actId);
        if (known === undefined) throw new Error(`no act ${actId}`);
        await lockPerson(tx, known.personId);
        return planUndo(tx, { unitId: null }, known, '两人', date('2026-06-15'));
      });
      if (plan.kind === 'refused') return plan.rejections.map(({ code }) => code);
      return (await act(plan.act)).codes;
    },
  };
}
