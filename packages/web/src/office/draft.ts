import type { OfficeBillInput, OfficeItem } from '@gongji/contract';
import type { Fen } from '@gongji/domain';

/** A person as a draft keeps him: masked, and named by a claim that only the server can read. */
export interface DraftPerson {
  readonly claim: string;
  readonly name: string;
  readonly psnNo: string;
  readonly birthYear: string;
  readonly balanceFen: number;
  readonly schemes: readonly DraftScheme[];
  readonly diseases: readonly { readonly code: string; readonly name: string }[];
}

export interface DraftScheme {
  readonly insutype: string;
  readonly scheme: 'employee' | 'resident';
  readonly state: 'live' | 'waiting' | 'ended';
}

export interface DraftLine
  extends Pick<
    OfficeItem,
    'listCode' | 'name' | 'spec' | 'unit' | 'itemClass' | 'firstPayPpm' | 'ceilingE4' | 'restricted'
  > {
  readonly quantity: string;
  readonly price: string;
  readonly approved: boolean;
}

export type MedType = '11' | '13' | '14' | '41';

/** One case at the desk 窗口业务, kept on this computer until it is settled or cancelled. */
export interface Draft {
  /** Everything that is done for this case is done once under it. */
  readonly key: string;
  /** Beijing time. */
  readonly begunAt: string;
  readonly person?: DraftPerson;
  readonly insutype: string;
  readonly medType: MedType;
  readonly diseaseCode: string;
  readonly account: 'none' | 'own' | 'own-and-family';
  /** Registered, or in a pharmacy confirmed. */
  readonly open: boolean;
  readonly visitId?: string;
  readonly lines: readonly DraftLine[];
  /** Of the lines, as the server knows them. */
  readonly revision: number;
  /** The lines that were last sent under this revision. */
  readonly sent?: string;
  /** A settlement was asked for and no answer has come. */
  readonly asked: boolean;
  readonly settlementId?: string;
  /** Lines of the case before, which was cancelled: they can be taken back. */
  readonly dropped?: readonly DraftLine[];
}

export function newDraft(now: Date, place: 'hospital' | 'pharmacy'): Draft {
  return {
    key: newKey(),
    begunAt: beijingTime(now),
    insutype: '',
    medType: place === 'pharmacy' ? '41' : '11',
    diseaseCode: '',
    account: 'own',
    open: false,
    lines: [],
    revision: 1,
    asked: false,
  };
}

/** The case after this one; lines that were not settled are kept aside. */
export function caseAfter(draft: Draft, now: Date, place: 'hospital' | 'pharmacy'): Draft {
  const fresh = newDraft(now, place);
  const kept = draft.settlementId === undefined && draft.lines.length > 0;
  return kept ? { ...fresh, dropped: draft.lines } : fresh;
}

/** Eleven of 36 characters: 56 bits. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(11));
  return Array.from(bytes, (byte) => (byte % 36).toString(36)).join('');
}

export function beijingTime(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

const NUMBER = /^\d{1,8}(\.\d{1,4})?$/;

/** "0.5" → 5000; undefined for what is no such number. */
export function tenThousandths(text: string): bigint | undefined {
  if (!NUMBER.test(text)) return undefined;
  const [whole = '0', decimals = ''] = text.split('.');
  return BigInt(whole) * 10_000n + BigInt(decimals.padEnd(4, '0'));
}

/** Quantity × price, half up to the fen; undefined while one of them is no number. */
export function lineAmountHalfUp({
  quantity,
  price,
}: Pick<DraftLine, 'quantity' | 'price'>): Fen | undefined {
  const [count, each] = [tenThousandths(quantity), tenThousandths(price)];
  if (count === undefined || each === undefined) return undefined;
  return Number((count * each + 500_000n) / 1_000_000n) as Fen;
}

export function totalOf(lines: readonly DraftLine[]): Fen {
  return lines.reduce((sum, line) => sum + (lineAmountHalfUp(line) ?? 0), 0) as Fen;
}

/** What of a draft decides the split: when it changes, a preview no longer holds. */
export function linesText(draft: Draft): string {
  const lines = draft.lines.map(({ listCode, quantity, price, approved }) => [
    listCode,
    quantity,
    price,
    approved,
  ]);
  return JSON.stringify(lines);
}

/** The draft as it is about to be sent: lines that changed since the last time are a new version. */
export function readyToSend(draft: Draft): Draft {
  const sent = linesText(draft);
  const changed = draft.sent !== undefined && draft.sent !== sent;
  return { ...draft, sent, revision: changed ? draft.revision + 1 : draft.revision };
}

/** The body of a preview or settlement. Call it on a draft without problems. */
export function billOf(draft: Draft): OfficeBillInput {
  return {
    ...visitOf(draft),
    ...(draft.visitId === undefined ? {} : { visitId: draft.visitId }),
    revision: draft.revision,
    account: draft.account,
    lines: sentLines(draft.lines),
  };
}

/** Lines as they are sent. Call it on lines without problems. */
export function sentLines(lines: readonly DraftLine[]): OfficeBillInput['lines'] {
  return lines.map((line) => ({
    listCode: line.listCode,
    quantity: line.quantity,
    price: line.price,
    amountFen: lineAmountHalfUp(line) ?? 0,
    approved: line.restricted && line.approved,
  }));
}

export function visitOf({ key, person, insutype, medType, begunAt, diseaseCode }: Draft) {
  return {
    key,
    person: person?.claim ?? '',
    insutype,
    medType,
    begunAt,
    ...(medType !== '14' || diseaseCode === '' ? {} : { diseaseCode }),
  };
}
