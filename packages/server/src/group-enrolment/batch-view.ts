import type { BatchView } from '@gongji/contract';
import type { Bilingual, Rejection } from '@gongji/domain';
import type { BatchRow } from '@gongji/store/group-enrolment';
import { SHEET_KIND_IDS, type SheetKind } from './sheet-kind.ts';
import { SHEET_KINDS } from './sheet-kinds.ts';

/** How a file was read. */
export interface ReadAs {
  readonly format: string;
  readonly encoding?: string;
  readonly version?: string;
  readonly headings: readonly string[];
}

export function readAsOf({ readAs }: BatchRow): ReadAs {
  return readAs === null ? { format: '', headings: [] } : (readAs as ReadAs);
}

export function kindOf({ kind }: BatchRow): SheetKind {
  const id = SHEET_KIND_IDS.find((one) => one === kind);
  if (id === undefined) throw new Error(`no list of kind ${kind}`);
  return SHEET_KINDS[id];
}

/** What only the page of one batch shows. */
interface Details {
  readonly sameFile?: readonly BatchRow[];
  readonly found?: readonly { readonly code: string; readonly message: Bilingual; readonly count: number }[];
  readonly hints?: number;
}

export function batchView(row: BatchRow, actor: string, { sameFile, found, hints }: Details = {}): BatchView {
  const kind = kindOf(row);
  const { format, encoding, version } = readAsOf(row);
  const taskId = row.runTaskId ?? row.checkTaskId;
  return {
    batchId: row.batchId,
    kind: kind.id,
    kindName: kind.name,
    ...(row.unitId === null ? {} : { unit: { unitId: row.unitId, name: row.unitName ?? '' } }),
    fileName: row.fileName,
    fileBytes: row.fileBytes,
    state: row.state,
    ...(row.mode === null ? {} : { mode: row.mode }),
    ...(format === '' ? {} : { format }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(version === undefined ? {} : { templateVersion: version }),
    outdated: version !== undefined && version !== kind.version,
    rows: row.rowCount,
    good: row.goodCount,
    bad: row.badCount,
    ...(hints === undefined ? {} : { hints }),
    done: row.doneCount,
    refusal: [...((row.refusal ?? []) as readonly Rejection[])],
    ...(taskId === null ? {} : { taskId }),
    ...(sameFile === undefined
      ? {}
      : {
          sameFile: sameFile.map(({ batchId, createdAt, state }) => ({
            batchId,
            createdAt: createdAt.toISOString(),
            state,
          })),
        }),
    ...(found === undefined ? {} : { found: [...found] }),
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    ...(row.ranBy === null || row.ranAt === null ? {} : { ranBy: row.ranBy, ranAt: row.ranAt.toISOString() }),
    ...(row.undoneBy === null || row.undoneAt === null
      ? {}
      : { undoneBy: row.undoneBy, undoneAt: row.undoneAt.toISOString() }),
    ...askedOf(row, actor),
    secondPerson: kind.secondPerson === true,
  };
}

function askedOf(row: BatchRow, actor: string): Pick<BatchView, 'asked'> {
  const { asked: what, askedBy: by, askedAt, askedReason: reason, decidedBy, decidedAt } = row;
  if (what === null || by === null || askedAt === null) return {};
  const decision =
    decidedBy === null || decidedAt === null
      ? {}
      : {
          decision: {
            approved: row.approved === true,
            by: decidedBy,
            at: decidedAt.toISOString(),
            note: row.decisionNote,
          },
        };
  return { asked: { what, by, at: askedAt.toISOString(), mine: by === actor, reason, ...decision } };
}
