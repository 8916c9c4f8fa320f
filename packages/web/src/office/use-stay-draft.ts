import { useState } from 'react';
import { readKept, writeKept } from '../kept/storage.ts';
import { useDraftName } from '../kept/use-kept.ts';
import { type DraftLine, newKey } from './draft.ts';

/** What is typed for a stay and not sent yet, and a settlement whose answer has not come. Survives reloads and crashes. */
export interface StayDraft {
  /** Everything sent under it is done once. */
  readonly key: string;
  readonly day: string;
  readonly lines: readonly DraftLine[];
  readonly asked?: AskedSettlement;
}

export interface AskedSettlement {
  readonly key: string;
  readonly midStay: boolean;
  readonly account: 'none' | 'own' | 'own-and-family';
  readonly totalFen: number;
}

const VERSION = 2;

export function useStayDraft(visitId: string, today: string) {
  const name = useDraftName(`stay ${visitId}`);
  const [draft, setDraft] = useState<StayDraft>(
    () => readKept<StayDraft>(name, VERSION) ?? { key: newKey(), day: today, lines: [] },
  );
  const change = (part: Partial<StayDraft>): void =>
    setDraft((now) => {
      const next = { ...now, ...part };
      writeKept(name, VERSION, next);
      return next;
    });
  const forget = (what: 'lines' | 'asked'): void =>
    setDraft(({ asked, ...now }) => {
      const next =
        what === 'asked'
          ? now
          : { ...now, key: newKey(), lines: [], ...(asked === undefined ? {} : { asked }) };
      writeKept(name, VERSION, next);
      return next;
    });
  return { draft, change, forget };
}
