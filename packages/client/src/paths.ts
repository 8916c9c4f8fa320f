/** Address shapes 地址形式: one path for all transactions, or one path per transaction (both are in real use). */
export type PathShape = 'single' | 'per-transaction';

const SINGLE = '/fsi/api/rsfComIfsService/callService';

/** The spelling errors are those of the real addresses. */
const PER_TRANSACTION: Readonly<Record<string, string>> = {
  '1101': 'fsiPsnInfoService/queryPsnInfo',
  '1201': 'fsiFixMedInsService/queryFixMedIns',
  '2001': 'fsiPsnPriorityInfoService/queryPsnPriorityInfo',
  '2201': 'outpatientDocInfoService/outpatientRregistration',
  '2202': 'outpatientDocInfoService/outpatientRegistrationCancel',
  '2203': 'outpatientDocInfoService/outpatientMdtrtinfoUp',
  '2204': 'outpatientDocInfoService/outpatientFeeListUp',
  '2205': 'outpatientDocInfoService/outpatientFeeListUpCancel',
  '2206': 'outpatientSettleService/preSettletment',
  '2207': 'outpatientSettleService/saveSettletment',
  '2208': 'outpatientSettleService/cancleSettletment',
  '2301': 'hospFeeDtlService/feeDtlUp',
  '2302': 'hospFeeDtlService/feeDtlCl',
  '2303': 'hospSettService/preSett',
  '2304': 'hospSettService/settV2',
  '2305': 'hospSettService/settCl',
  '2401': 'hospitalRegisterService/hospitalRegisterSave',
  '2402': 'dscgService/dischargeProcess',
  '2601': 'reverseService/revsMethod',
  '3201': 'ybSettlementStmtService/stmtTotal',
  '3202': 'ybSettlementStmtService/stmtDetail',
};

/** The path of a transaction. Transactions without an address of their own use the one path for all. */
export function pathOf(shape: PathShape, infno: string): string {
  const own = shape === 'per-transaction' ? PER_TRANSACTION[infno] : undefined;
  return own === undefined ? SINGLE : `/fsi/api/${own}`;
}
