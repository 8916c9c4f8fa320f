import type {
  dayListParams,
  dayListQuery,
  noticesQuery,
  PrintOperationId,
  printBillParams,
  printDunningQuery,
  printLangQuery,
  printLevyParams,
  printNoticesParams,
  printPersonParams,
  printPersonQuery,
  printSettlementParams,
  printSettlementQuery,
  printTransferParams,
  printTransferQuery,
} from '@gongji/contract';
import type { CalendarDate } from '@gongji/domain';
import type { z } from 'zod';
import type { FileAnswer } from '../rest/answer.ts';
import type { Handler } from '../rest/handler.ts';
import { printCoverProof } from './cover-proof.ts';
import { printDunning, printDunnings } from './dunning-paper.ts';
import { printAct } from './enrolment-paper.ts';
import { printLevy } from './levy-paper.ts';
import { startPapers } from './papers-task.ts';
import {
  notices,
  printBill,
  printCollectionList,
  printCounterDay,
  printCounterPayment,
  printMoney,
  printNotices,
} from './print-contribution.ts';
import type { Printed } from './print-job.ts';
import { printDayList, printPerson, printSettlement, printTransfer } from './print-paper.ts';

/** The casts state what the operation's own schemas have just checked. */
export const PRINT_HANDLERS: Readonly<Record<PrintOperationId, Handler>> = {
  printSettlement: async (deps, caller, { params, query, from }) => {
    const { id, document } = params as z.output<typeof printSettlementParams>;
    const { lang } = query as z.output<typeof printSettlementQuery>;
    return paper(
      await printSettlement(deps, caller, id, { document, language: lang, origin: from.reachedAt }),
    );
  },
  printPerson: async (deps, caller, { params, query, from }) => {
    const { psnNo, document } = params as z.output<typeof printPersonParams>;
    const { lang, year } = query as z.output<typeof printPersonQuery>;
    return paper(
      await printPerson(deps, caller, psnNo, { document, year, language: lang, origin: from.reachedAt }),
    );
  },
  printCoverProof: async (deps, caller, { params, query, from }) => {
    const { psnNo } = params as { psnNo: string };
    const { lang } = query as z.output<typeof printLangQuery>;
    return paper(await printCoverProof(deps, caller, psnNo, { language: lang, origin: from.reachedAt }));
  },
  printTransfer: async (deps, caller, { params, query, from }) => {
    const { id, document } = params as z.output<typeof printTransferParams>;
    const { lang } = query as z.output<typeof printTransferQuery>;
    return paper(await printTransfer(deps, caller, id, { document, language: lang, origin: from.reachedAt }));
  },
  printAct: async (deps, caller, { params, query, from }) => {
    const { id } = params as { id: string };
    const { lang } = query as z.output<typeof printLangQuery>;
    return paper(await printAct(deps, caller, id, { language: lang, origin: from.reachedAt }));
  },
  printDayList: async (deps, caller, { params, query, from }) => {
    const { visitId } = params as z.output<typeof dayListParams>;
    const { day, lang } = query as z.output<typeof dayListQuery>;
    return paper(await printDayList(deps, caller, visitId, { day, language: lang, origin: from.reachedAt }));
  },
  printBill: async (deps, caller, { params, query, from }) => {
    const { id, document } = params as z.output<typeof printBillParams>;
    const { lang } = query as z.output<typeof printLangQuery>;
    return paper(await printBill(deps, caller, id, { document, language: lang, origin: from.reachedAt }));
  },
  printMoney: async (deps, caller, { params, query, from }) => {
    const { id } = params as { id: string };
    const { lang } = query as z.output<typeof printLangQuery>;
    return paper(await printMoney(deps, caller, id, { language: lang, origin: from.reachedAt }));
  },
  printCollectionList: async (deps, caller, { params, query, from }) => {
    const { id } = params as { id: string };
    const { lang } = query as z.output<typeof printLangQuery>;
    return paper(await printCollectionList(deps, caller, id, { language: lang, origin: from.reachedAt }));
  },
  printCounterPayment: async (deps, caller, { params, query, from }) => {
    const { id } = params as { id: string };
    const { lang } = query as z.output<typeof printLangQuery>;
    return paper(await printCounterPayment(deps, caller, id, { language: lang, origin: from.reachedAt }));
  },
  printCounterDay: async (deps, caller, { params, query, from }) => {
    const of = params as { clerk: string; day: CalendarDate };
    const { lang } = query as z.output<typeof printLangQuery>;
    return paper(await printCounterDay(deps, caller, { ...of, language: lang, origin: from.reachedAt }));
  },
  unitNotices: (deps, caller, { params }) => notices(deps, caller, (params as { id: string }).id),
  printNotices: async (deps, caller, { params, query, from }) => {
    const { id, document } = params as z.output<typeof printNoticesParams>;
    const { lang, ...asked } = query as z.output<typeof noticesQuery>;
    const wish = { ...asked, document, language: lang, origin: from.reachedAt };
    return paper(await printNotices(deps, caller, id, wish));
  },
  startNotices: (deps, caller, { params, query, from }) => {
    const { id, document } = params as z.output<typeof printNoticesParams>;
    const { lang, ...asked } = query as z.output<typeof noticesQuery>;
    const wish = { ...asked, document, language: lang, origin: from.reachedAt };
    return startPapers(deps, caller, { kind: 'notices', unitId: id, wish });
  },
  startDunnings: (deps, caller, { query, from }) => {
    const { lang, ...asked } = query as z.output<typeof printDunningQuery>;
    return startPapers(deps, caller, {
      kind: 'dunnings',
      wish: { ...asked, language: lang, origin: from.reachedAt },
    });
  },
  printDunning: async (deps, caller, { params, query, from }) => {
    const { id } = params as { id: string };
    const { lang } = query as z.output<typeof printLangQuery>;
    return paper(await printDunning(deps, caller, id, { language: lang, origin: from.reachedAt }));
  },
  printDunnings: async (deps, caller, { query, from }) => {
    const { lang, ...asked } = query as z.output<typeof printDunningQuery>;
    return paper(await printDunnings(deps, caller, { ...asked, language: lang, origin: from.reachedAt }));
  },
  printLevy: async (deps, caller, { params, query, from }) => {
    const { id, document } = params as z.output<typeof printLevyParams>;
    const { lang } = query as z.output<typeof printLangQuery>;
    return paper(await printLevy(deps, caller, id, { document, language: lang, origin: from.reachedAt }));
  },
};

function paper(printed: Printed): FileAnswer {
  if (printed.kind !== 'ok') return printed;
  const { body: content } = printed;
  return {
    kind: 'file',
    file: { type: 'application/pdf', name: 'gongji.pdf', disposition: 'inline', content },
  };
}
