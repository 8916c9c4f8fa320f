import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import { fastify } from 'fastify';
import { createSettlementService } from '../../settlement/index.ts';
import type { ProviderInterfaceDeps } from '../deps.ts';
import { registerProviderInterface } from '../index.ts';
import { seed } from './seed.ts';

/** A JSON object as tests read it. */
// biome-ignore lint/suspicious/noExplicitAny: replies are read field by field by the expectations themselves
export type Json = any;

export interface SendOptions {
  readonly msgid?: string;
  readonly institution?: string;
  readonly path?: string;
  readonly contentType?: string | null;
  readonly header?: Readonly<Record<string, unknown>>;
}

/** A hospital's desk before a real server with a real, small database. */
export interface Desk {
  readonly db: TestDatabase;
  readonly url: string;
  /** Sends one transaction and returns the reply. */
  send(infno: string, input: unknown, options?: SendOptions): Promise<Json>;
  /** Sends any bytes. */
  post(
    body: string | FormData,
    options?: { readonly path?: string; readonly contentType?: string | null },
  ): Promise<Response>;
  nextMsgid(): string;
  /** Moves the platform's clock; Beijing time. */
  setClock(time: string): void;
  close(): Promise<void>;
}

export const HOSPITAL = 'H99010100001';
export const PHARMACY = 'P99010100002';

/** Opens a desk. The clock stands at 2026-05-10 10:00:00 Beijing unless moved. */
export async function openDesk(deps: Partial<ProviderInterfaceDeps> = {}): Promise<Desk> {
  const db = await createTestDatabase();
  await seed(db.owner);
  let now = new Date('2026-05-10T10:00:00+08:00');
  const clock = () => now;
  const settlement = createSettlementService({ pool: db.pool, newId: db.newId, now: clock });
  const app = fastify();
  const faults: unknown[] = [];
  await registerProviderInterface(app, {
    pool: db.pool,
    settlement,
    newId: db.newId,
    now: clock,
    cacheMs: 0,
    onFault: (fault) => faults.push(fault),
    ...deps,
  });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  let serial = 0;
  const nextMsgid = () => {
    serial += 1;
    return `${HOSPITAL}20260510100000${String(serial).padStart(4, '0')}`;
  };
  const post: Desk['post'] = (
    body,
    { path = '/fsi/api/rsfComIfsService/callService', contentType = 'application/json' } = {},
  ) =>
    fetch(url + path, {
      method: 'POST',
      body,
      headers: contentType === null ? {} : { 'content-type': contentType },
    });
  return {
    db,
    url,
    nextMsgid,
    post,
    send: async (infno, input, options = {}) => {
      const message = {
        ...envelope(infno, options.msgid ?? nextMsgid(), options.institution ?? HOSPITAL),
        ...options.header,
        input,
      };
      const response = await post(JSON.stringify(message), options);
      const reply: unknown = await response.json();
      if (response.status >= 500)
        throw new Error(`fault: ${String(faults.at(-1))}`, { cause: faults.at(-1) });
      return reply;
    },
    setClock: (time) => {
      now = new Date(`${time.replace(' ', 'T')}+08:00`);
    },
    close: async () => {
      await app.close();
      await settlement.close();
      await db.drop();
    },
  };
}

/** The header of a message, as hospital systems fill it. */
export function envelope(infno: string, msgid: string, institution: string) {
  return {
    infno,
    msgid,
    mdtrtarea_admvs: '990101',
    insuplc_admdvs: '990100',
    recer_sys_code: '99',
    dev_no: '',
    dev_safe_info: '',
    cainfo: '',
    signtype: '',
    infver: 'V1.0',
    opter_type: '1',
    opter: 'op1',
    opter_name: '王操作',
    inf_time: '2026-05-10 10:00:00',
    fixmedins_code: institution,
    fixmedins_name: '共济市第一人民医院',
    sign_no: '',
  };
}
