import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { usePost } from '../api/use-post.ts';
import { money } from '../i18n/format.ts';
import { newKey, sentLines, totalOf } from './draft.ts';
import { type DeskProblem, lineProblems, serverProblems } from './draft-problems.ts';
import { useStayDraft } from './use-stay-draft.ts';
import { useStaySettling } from './use-stay-settling.ts';

/** What can be done with a stay at the desk, and what went wrong. Each deed is sent under a key of its own, so it is done once. */
export function useStay(visitId: string, today: string) {
  const path = `/api/office/stays/${encodeURIComponent(visitId)}`;
  const kept = useStayDraft(visitId, today);
  const { draft, change, forget } = kept;
  const { problems, failed, setProblems, onFailed, sent } = useSent();
  const { busy: saving, post } = usePost();
  const { setPreviewed, ...settling } = useStaySettling(path, kept, sent);
  const [saved, setSaved] = useState<{ readonly n: number; readonly amount: string }>();
  /** True when they are there. */
  async function saveFees(): Promise<boolean> {
    setSaved(undefined);
    const wrong = lineProblems(draft.lines);
    setProblems(wrong);
    if (wrong.length > 0) return false;
    setPreviewed(undefined);
    const { key, day, lines } = draft;
    const done = await sent(
      () => post(`${path}/fees`, { key, day, lines: sentLines(lines) }),
      () => change({ key: newKey() }),
    );
    if (done === undefined) return false;
    forget('lines');
    setSaved({ n: lines.length, amount: money(totalOf(lines)) });
    return true;
  }
  async function act(what: 'withdrawals' | 'discharge' | 'undo', body: object): Promise<boolean> {
    setPreviewed(undefined);
    return (await sent(() => post(`${path}/${what}`, { key: newKey(), ...body }))) !== undefined;
  }
  return { draft, change, problems, failed, onFailed, saveFees, saved, act, saving, ...settling };
}

/** Sends what is to be done and keeps what went wrong. `onRefused`: the server said why, so nothing was done. */
export type Sent = <T>(work: () => Promise<T>, onRefused?: () => void) => Promise<T | undefined>;

function useSent() {
  const queries = useQueryClient();
  const [problems, setProblems] = useState<readonly DeskProblem[]>([]);
  const [failed, setFailed] = useState(false);
  function onFailed(error: unknown): void {
    const said = serverProblems(error);
    setProblems(said ?? []);
    setFailed(said === undefined);
  }
  const sent: Sent = async (work, onRefused) => {
    setProblems([]);
    setFailed(false);
    try {
      const done = await work();
      await queries.invalidateQueries({ queryKey: ['api'] });
      return done;
    } catch (error) {
      onFailed(error);
      if (serverProblems(error) !== undefined) onRefused?.();
      return undefined;
    }
  };
  return { problems, failed, setProblems, onFailed, sent };
}
