import { useState } from 'react';
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

const VERSION = 1;

export function useStayDraft(visitId: string, today: string) {
  const name = `gongji.office.stay.${visitId}`;
  const [draft, setDraft] = useState<StayDraft>(() => read(name) ?? { key: newKey(), day: today, lines: [] });
  const change = (part: Partial<StayDraft>): void =>
    setDraft((now) => {
      const next = { ...now, ...part };
      write(name, next);
      return next;
    });
  const forget = (what: 'lines' | 'asked'): void =>
    setDraft(({ asked, ...now }) => {
      const next =
        what === 'asked'
          ? now
          : { ...now, key: newKey(), lines: [], ...(asked === undefined ? {} : { asked }) };
      write(name, next);
      return next;
    });
  return { draft, change, forget };
}

function read(name: string): StayDraft | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(name) ?? 'null');
    const good = typeof kept === 'object' && kept !== null && 'version' in kept && kept.version === VERSION;
    // What this very version wrote.
    return good ? (kept as unknown as { readonly draft: StayDraft }).draft : undefined;
  } catch {
    return undefined;
  }
}

function write(name: string, draft: StayDraft): void {
  try {
    localStorage.setItem(name, JSON.stringify({ version: VERSION, draft }));
  } catch {
    // A browser that keeps nothing still works until it is reloaded.
  }
}
