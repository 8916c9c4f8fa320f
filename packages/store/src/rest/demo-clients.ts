import type { Queryable } from '../pool.ts';
import { type NewApiClient, putApiClient } from './api-client.ts';

/** Reads everything of the demo region. Known to everybody: it exists only where the demo data was loaded. */
export const DEMO_READER_TOKEN = 'gongji_demo_reader';
/** Settles and reads for the demo hospital H99010100001 alone. */
export const DEMO_HOSPITAL_TOKEN = 'gongji_demo_hospital';

const DEMO_CLIENTS: readonly NewApiClient[] = [
  {
    clientId: 'demo-reader',
    name: '演示查询 demo reader',
    token: DEMO_READER_TOKEN,
    regionCode: '990100',
    institutionCode: null,
    role: 'supervisor',
  },
  {
    clientId: 'demo-hospital',
    name: '演示医院 demo hospital',
    token: DEMO_HOSPITAL_TOKEN,
    regionCode: '990100',
    institutionCode: 'H99010100001',
    role: 'hospital-operator',
  },
];

/** Adds the clients of the demo; call it with the demo data only. */
export async function putDemoClients(db: Queryable): Promise<void> {
  for (const client of DEMO_CLIENTS) await putApiClient(db, client);
}
