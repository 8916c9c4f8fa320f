import {
  type BookedLine,
  createHisClient,
  type Doctor,
  type HisClient,
  type SettlementReply,
} from '@gongji/client';
import { type DemoInstitution, institutions } from '../region/institutions.ts';
import { signingHospital } from '../region/signing-keys.ts';
import { doctorsOf } from '../region/staff.ts';

/** A line in the books of an institution, with what reconciliation groups by. */
export interface DeskEntry extends BookedLine {
  readonly insutype: string;
  readonly clrType: string;
}

/** The desk of one institution: its line to the platform, its doctors and its own books of the day. */
export interface Desk {
  readonly institution: DemoInstitution;
  readonly client: HisClient;
  readonly doctors: readonly Doctor[];
  readonly books: DeskEntry[];
  /** Numbers of visits, unique within the institution. */
  nextVisitNo(): string;
}

export interface DeskOptions {
  readonly baseUrl: string;
  readonly clock: () => Date;
}

const BY_CODE = new Map(institutions().map((one) => [one.code, one]));

export function institutionOf(code: string): DemoInstitution {
  const found = BY_CODE.get(code);
  if (found === undefined) throw new RangeError(`no institution of this code: ${code}`);
  return found;
}

export function openDesk(code: string, { baseUrl, clock }: DeskOptions): Desk {
  const institution = institutionOf(code);
  const client = createHisClient({
    baseUrl,
    institutionCode: code,
    institutionName: institution.name,
    regionCode: institution.regionCode,
    clock,
    ...(institution.signing === undefined ? {} : { signing: signingHospital() }),
  });
  const started = clock().getTime().toString(36).toUpperCase();
  let visits = 0;
  return {
    institution,
    client,
    doctors: doctorsOf(institution),
    books: [],
    nextVisitNo() {
      visits += 1;
      return `MZ${started}${String(visits).padStart(4, '0')}`;
    },
  };
}

/** Writes a settlement or reversal into the books. */
export function book(desk: Desk, insutype: string, reply: SettlementReply): void {
  desk.books.push({
    settlementId: reply.settlementId,
    visitId: reply.visitId,
    psnNo: reply.psnNo,
    insutype,
    clrType: reply.clrType,
    totalFen: reply.totalFen,
    fundFen: reply.fundFen,
    accountFen: reply.accountFen,
    cashFen: reply.cashFen,
    reversal: reply.totalFen < 0,
  });
}
