import { splitFields, timeText } from '@gongji/client';
import { type DemoInstitution, REGION, voucherTokenOf } from '@gongji/demo';
import type { WorkOutcome } from './closed-loop.ts';
import { type KeepAliveLine, openLine } from './keep-alive-line.ts';
import type { StockedVisit, VisitStock } from './visit-stock.ts';

/** Outpatient settlements 门诊结算 (2207) of visits whose fees are uploaded: one message, one bill of 30 lines. */
export interface SettleLoad {
  settle(client: number): Promise<WorkOutcome>;
  close(): void;
}

const PATH = '/fsi/api/rsfComIfsService/callService';
let messages = 0;

export async function openSettleLoad(options: {
  readonly url: string;
  readonly clients: number;
  readonly institution: DemoInstitution;
  readonly stock: VisitStock;
}): Promise<SettleLoad> {
  const { url, clients, institution, stock } = options;
  const lines = await Promise.all(Array.from({ length: clients }, () => openLine(url, PATH)));
  return {
    async settle(client) {
      const visit = stock.take();
      if (visit === undefined) return 'none';
      return isSettled(await lineOf(lines, client).post(settleMessage(institution, visit)));
    },
    close() {
      for (const line of lines) line.close();
    },
  };
}

function lineOf(lines: readonly KeepAliveLine[], client: number): KeepAliveLine {
  const line = lines[client];
  if (line === undefined) throw new RangeError(`no line for client ${client}`);
  return line;
}

/** Stored replies begin with their message ids; the code of success stands in every one of them. */
function isSettled(reply: string): WorkOutcome {
  return reply.includes('"infcode":0,') && reply.includes('"setl_id"') ? 'done' : 'refused';
}

function settleMessage(institution: DemoInstitution, visit: StockedVisit): string {
  messages += 1;
  return JSON.stringify({
    infno: '2207',
    msgid: `${institution.code}${String(messages).padStart(18, '0')}`,
    mdtrtarea_admvs: REGION.code,
    insuplc_admdvs: REGION.code,
    recer_sys_code: 'GONGJI',
    dev_no: '',
    dev_safe_info: '',
    cainfo: '',
    signtype: '',
    infver: 'V1.0',
    opter_type: '1',
    opter: 'HIS01',
    opter_name: '接口操作员',
    inf_time: timeText(new Date()),
    fixmedins_code: institution.code,
    fixmedins_name: institution.name,
    sign_no: '',
    input: { data: settleData(visit) },
  });
}

function settleData({ visitId, person, template }: StockedVisit) {
  return {
    psn_no: person.psnNo,
    insutype: '310',
    mdtrt_cert_type: '01',
    mdtrt_cert_no: voucherTokenOf(Number(person.personId)),
    card_sn: '',
    psn_cert_type: person.certType,
    certno: person.certNo,
    psn_type: person.psnType,
    psn_name: person.name,
    med_type: '11',
    medfee_sumamt: template.totalFen / 100,
    psn_setlway: '01',
    mdtrt_id: visitId,
    chrg_bchno: template.batchNo,
    acct_used_flag: '1',
    invono: '',
    ...splitFields(template.preview),
  };
}
