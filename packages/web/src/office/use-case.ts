import type { OfficeDoneView, OfficePreviewView, OfficeSettledView } from '@gongji/contract';
import { useState } from 'react';
import { usePost } from '../api/use-post.ts';
import { billOf, type Draft, linesText, readyToSend } from './draft.ts';
import { billProblems, type DeskProblem, serverProblems } from './draft-problems.ts';

interface Previewed {
  readonly view: OfficePreviewView;
  readonly lines: string;
  readonly account: Draft['account'];
}

type Change = (change: (draft: Draft) => Draft) => void;

/** What can be done with the case at the desk: preview, settle, cancel; and what went wrong. */
export function useCase(draft: Draft, change: Change) {
  const previewing = usePost();
  const settling = usePost();
  const [problems, setProblems] = useState<readonly DeskProblem[]>([]);
  const [failed, setFailed] = useState(false);
  const [previewed, setPreviewed] = useState<Previewed>();
  const outdated = previewed?.lines !== linesText(draft) || previewed.account !== draft.account;

  /** Reasons of the server stand at their fields; without any the outcome is not known. */
  function onFailed(error: unknown): void {
    const said = serverProblems(error);
    setProblems(said ?? []);
    setFailed(said === undefined);
  }
  function sendable(): Draft | undefined {
    const wrong = billProblems(draft);
    setProblems(wrong);
    setFailed(false);
    return wrong.length === 0 ? readyToSend(draft) : undefined;
  }
  async function preview(): Promise<void> {
    const ready = sendable();
    if (ready === undefined) return;
    change(() => ready);
    try {
      const view = await previewing.post<OfficePreviewView>('/api/office/bills/preview', billOf(ready));
      setPreviewed({ view, lines: linesText(ready), account: ready.account });
    } catch (error) {
      setPreviewed(undefined);
      onFailed(error);
    }
  }
  /** Only what was previewed is settled, or what was asked for before and has not been answered. */
  async function settle(): Promise<void> {
    if (outdated && !draft.asked) return preview();
    const ready = sendable();
    if (ready === undefined) return;
    const asked = { ...ready, asked: true };
    change(() => asked);
    try {
      const { settlement } = await settling.post<OfficeSettledView>('/api/office/bills', billOf(asked));
      change((now) => ({ ...now, asked: false, settlementId: settlement.settlementId }));
    } catch (error) {
      onFailed(error);
      if (serverProblems(error) !== undefined) change((now) => ({ ...now, asked: false }));
    }
  }
  /** Withdraws what was registered; true when nothing of the case is left. */
  async function cancel(): Promise<boolean> {
    const { visitId, key, person } = draft;
    if (visitId === undefined || person === undefined) return true;
    try {
      const path = `/api/office/visits/${encodeURIComponent(visitId)}/cancellation`;
      await settling.post<OfficeDoneView>(path, { key, person: person.claim });
      return true;
    } catch (error) {
      onFailed(error);
      return false;
    }
  }
  return {
    problems,
    failed,
    preview,
    settle,
    cancel,
    onFailed,
    setProblems,
    outdated,
    previewed: previewed?.view,
    previewing: previewing.busy,
    settling: settling.busy,
  };
}
