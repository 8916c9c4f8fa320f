import type { OfficePreviewView, OfficeSettledView } from '@gongji/contract';
import { useState } from 'react';
import { usePost } from '../api/use-post.ts';
import { newKey } from './draft.ts';
import type { Sent } from './use-stay.ts';
import type { AskedSettlement, useStayDraft } from './use-stay-draft.ts';

type Account = AskedSettlement['account'];

interface Previewed {
  readonly view: OfficePreviewView;
  readonly midStay: boolean;
  readonly account: Account;
}

/** Preview and settlement of a stay. A settlement whose answer has not come is asked for again under the same key. */
export function useStaySettling(path: string, kept: ReturnType<typeof useStayDraft>, sent: Sent) {
  const { draft, change, forget } = kept;
  const previewing = usePost();
  const settling = usePost();
  const [previewed, setPreviewed] = useState<Previewed>();
  const [settled, setSettled] = useState<OfficeSettledView>();
  async function preview(midStay: boolean, account: Account): Promise<void> {
    setSettled(undefined);
    const view = await sent(() =>
      previewing.post<OfficePreviewView>(`${path}/preview`, { midStay, account }),
    );
    setPreviewed(view === undefined ? undefined : { view, midStay, account });
  }
  /** Only what was previewed is settled, or what was asked for before and has not been answered. */
  async function settle(): Promise<void> {
    const asked = draft.asked ?? (previewed === undefined ? undefined : askedFor(previewed));
    if (asked === undefined || settling.busy) return;
    change({ asked });
    const done = await sent(
      () => settling.post<OfficeSettledView>(`${path}/settlements`, asked),
      () => forget('asked'),
    );
    if (done === undefined) return;
    forget('asked');
    setPreviewed(undefined);
    setSettled(done);
  }
  return {
    preview,
    settle,
    previewed,
    setPreviewed,
    settled,
    previewing: previewing.busy,
    settling: settling.busy,
  };
}

function askedFor({ view: { totalFen }, midStay, account }: Previewed): AskedSettlement {
  return { key: newKey(), midStay, account, totalFen };
}
