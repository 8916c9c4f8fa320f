import type { NewId, PoolClient } from '@gongji/store';
import type { AccountMove } from '@gongji/store/account';
import { appendFacts } from '@gongji/store/provider-interface';
import { askedOver, loadContext, type WriteSet, writeWithin } from '@gongji/store/settlement';
import type { SettlingWithin } from './contract.ts';
import type { Work } from './group-commit.ts';
import type { PolicyBook } from './policy-book.ts';
import { type Ground, type Steps, stepsOn } from './steps.ts';

export interface WithinDeps {
  readonly loadBook: (epoch: string) => Promise<PolicyBook>;
  readonly newId: NewId;
  readonly now: () => Date;
}

/** Works and all that follows from them in one transaction, each finding what those before it wrote, with what they wrote. */
export interface Within extends Pick<Ground, 'run' | 'db' | 'now' | 'newId'>, Steps, SettlingWithin {
  readonly written: readonly WriteSet[];
  /** Money that went on to accounts of those who stay. */
  readonly carried: readonly AccountMove[];
}

/** What is decided on counters or accounts that another transaction has changed meanwhile rejects as a conflict: try it all again. */
export function workingWithin(tx: PoolClient, { loadBook, newId, now }: WithinDeps): Within {
  const asked = askedOver(tx);
  const written: WriteSet[] = [];
  const carried: AccountMove[] = [];
  const run = async <Result>(work: Work<Result>): Promise<Result> => {
    const context = await loadContext(asked, work.keys);
    const verdict = await work.decide({ context, book: await loadBook(context.policyEpoch), db: asked });
    if (verdict.kind === 'write') {
      await writeWithin(asked, verdict.writes);
      written.push(verdict.writes);
    }
    return verdict.result;
  };
  const ground: Ground = {
    ...{ run, now, newId, db: tx },
    inTransaction: (work) => work(tx),
    onCarried: (moves) => carried.push(...moves),
  };
  return {
    ...{ ...ground, ...stepsOn(ground), written, carried },
    seal: () =>
      appendFacts(
        tx,
        written.flatMap(({ audit }) => audit),
      ),
  };
}
