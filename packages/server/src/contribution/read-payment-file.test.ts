import { expect, test } from 'vitest';
import { loadPaymentLayouts, type PaymentLayout } from './payment-layout.ts';
import { readPaymentFile } from './read-payment-file.ts';

const layouts = loadPaymentLayouts();
function layout(id: string): PaymentLayout {
  const found = layouts.find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
}
const utf8 = (text: string) => new TextEncoder().encode(text);
const codes = (id: string, bytes: Uint8Array) => {
  const read = readPaymentFile(layout(id), bytes);
  return read.kind === 'refused' ? read.rejections.map((r) => [r.code, r.field ?? '']) : read;
};

test('a bank statement in commas, amounts in yuan, quotes', () => {
  const text =
    '日期,流水号,金额,户名,账号,摘要,缴费单号\r\n2026-11-25,B001,"1,958.00","同心机械, 一分厂",6222000011112222,医保费,JF99010020261101\r\n2026-11-26,B002,0.05,甲,,,\r\n';
  const read = readPaymentFile(layout('bank-statement'), utf8(text));
  if (read.kind !== 'read') throw new Error(JSON.stringify(read));
  // 1958.00 + 0.05
  expect(read.totalFen).toBe(195_805);
  expect(read.lines[0]).toEqual({
    lineNo: 2,
    serial: 'B001',
    amountFen: 195_800,
    paidOn: '2026-11-25',
    payerName: '同心机械, 一分厂',
    payerCode: '',
    payerAccount: '6222000011112222',
    billNo: 'JF99010020261101',
    purpose: '医保费',
  });
});

test('a debit result in GB18030, totals first, amounts in fen', () => {
  // 陈 is B3 C2 in GB18030
  const bytes = new Uint8Array([
    ...utf8('H|2|60800\nD1|6222|'),
    0xb3,
    0xc2,
    ...utf8('|40000|20261125|JF1\nD2|6223|B|20800|20261125|JF2\n'),
  ]);
  const read = readPaymentFile(layout('bank-debit'), bytes);
  if (read.kind !== 'read') throw new Error(JSON.stringify(read));
  expect(read.lines.map((l) => [l.payerName, l.amountFen, l.paidOn])).toEqual([
    ['陈', 40_000, '2026-11-25'],
    ['B', 20_800, '2026-11-25'],
  ]);
});

test('count and sum that are not those of the lines refuse the whole file', () => {
  const head = '流水号|缴费单号|代码|名称|金额|日期\nT1|||甲|10.00|2026-11-25\nT2|||乙|20.00|2026-11-25\n';
  const ascii = head.replace(/\p{Script=Han}/gu, 'x');
  expect(codes('tax-arrivals', utf8(`${ascii}TOTAL|2|30.00\n`))).toMatchObject({
    kind: 'read',
    totalFen: 3_000,
  });
  expect(codes('tax-arrivals', utf8(`${ascii}TOTAL|2|30.01\n`))).toEqual([
    ['payment-totals-differ', 'totals'],
  ]);
  expect(codes('tax-arrivals', utf8(`${ascii}TOTAL|3|30.00\n`))).toEqual([
    ['payment-totals-differ', 'totals'],
  ]);
  // Without its last line the file was cut off.
  expect(codes('tax-arrivals', utf8(ascii))).toEqual([['payment-totals-missing', '']]);
});

test('every wrong line is told at once', () => {
  const rows = [
    'h',
    '2026-13-01,A1,10.00',
    '2026-11-01,A2,-5',
    '2026-11-01,,1.00',
    '2026-11-01,A3,1.005',
    '2026-11-01,A4,1.00',
    '2026-11-01,A4,1.00',
  ];
  expect(codes('bank-statement', utf8(rows.join('\n')))).toEqual([
    ['payment-line-invalid', 'lines[2].paidOn'],
    ['payment-line-invalid', 'lines[3].amount'],
    ['payment-line-invalid', 'lines[4].serial'],
    ['payment-line-invalid', 'lines[5].amount'],
    ['payment-serial-twice', 'lines[7].serial'],
  ]);
});

test('another encoding, an empty file and one that is too long are refused', () => {
  expect(codes('bank-statement', new Uint8Array([0xb3, 0xc2]))).toEqual([['payment-file-unreadable', '']]);
  expect(codes('bank-statement', utf8('heading\n'))).toEqual([['payment-file-empty', '']]);
  const long = `h\n${'2026-11-01,A,1\n'.repeat(200_001)}`;
  expect(codes('bank-statement', utf8(long))).toEqual([['payment-file-too-long', '']]);
});
