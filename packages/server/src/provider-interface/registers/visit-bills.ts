import type { Pool } from '@gongji/store';
import { loadVisitBills, type VisitBill, type VisitBillKey } from '@gongji/store/provider-interface';
import { openPipelinedConnection, type PipelinedConnection } from '@gongji/store/settlement';
import { gathered } from './gathered.ts';

/** Visits with their unsettled lines; what is asked for at the same time is loaded together. */
export interface VisitBills {
  byKey(key: VisitBillKey): Promise<VisitBill | undefined>;
  close(): Promise<void>;
}

/** On a connection of its own, opened when first needed and again after it was lost. */
export function createVisitBills(pool: Pool): VisitBills {
  let opening: Promise<PipelinedConnection> | undefined;
  const current = async (): Promise<PipelinedConnection> => {
    const before = opening;
    const open = await before?.catch(() => undefined);
    if (open?.isOpen()) return open;
    // Two loads that find it lost at the same time open one.
    if (opening === before) opening = openPipelinedConnection(pool);
    return opening ?? current();
  };
  return {
    byKey: gathered(async (keys) => loadVisitBills(await current(), keys)),
    close: async () => {
      const open = await opening?.catch(() => undefined);
      if (open?.isOpen()) await open.close();
    },
  };
}
