import { describe, expect, test } from 'vitest';
import { isCreditCode, readCertificate } from './certificate.ts';

const codesOf = (read: ReturnType<typeof readCertificate>) =>
  read.kind === 'refused' ? read.rejections.map((r) => r.code) : [];

describe('an identity number', () => {
  test.each([
    ['11010519491231002X', '11010519491231002X', '1949-12-31', '2'],
    ['440524188001010014', '440524188001010014', '1880-01-01', '1'],
    // Lower-case x, full-width digits, spaces between groups.
    ['11010519491231002x', '11010519491231002X', '1949-12-31', '2'],
    ['１１０１０５１９４９１２３１００２Ｘ', '11010519491231002X', '1949-12-31', '2'],
    ['110105 19491231 002X', '11010519491231002X', '1949-12-31', '2'],
    ['330100202402290010', '330100202402290010', '2024-02-29', '1'],
  ])('%s is read', (text, certNo, bornOn, sex) => {
    expect(readCertificate('01', text)).toEqual({
      kind: 'read',
      certificate: { certType: '01', certNo, bornOn, sex },
    });
  });

  test('of 15 digits becomes the one of 18, and is kept beside it', () => {
    expect(readCertificate('01', '110105491231002')).toEqual({
      kind: 'read',
      certificate: {
        certType: '01',
        certNo: '11010519491231002X',
        oldNo: '110105491231002',
        bornOn: '1949-12-31',
        sex: '2',
      },
    });
  });

  test.each([
    // Right check digit, but 29 February 2023 does not exist.
    ['510100202302290017', ['certificate-birthday']],
    ['110105194912310021', ['certificate-check-digit']],
    ['110105194913310022', ['certificate-birthday', 'certificate-check-digit']],
    ['1101051949123100', ['certificate-length']],
    ['11010519491231X02X', ['certificate-format']],
    ['4.30322E+17', ['certificate-length']],
  ])('%s is refused with all that is wrong', (text, codes) => {
    expect(codesOf(readCertificate('01', text))).toEqual(codes);
  });
});

test.each([
  ['04', 'H12345678'],
  ['05', 'm12345678'],
  ['06', '12345678'],
  ['07', 'FRA110000010101'],
  ['08', 'X1234567'],
  ['16', 'EA1234567'],
  ['990201', 'U990000001'],
] as const)('a certificate of kind %s has a number like %s', (kind, number) => {
  const read = readCertificate(kind, number);
  expect(read.kind === 'read' && read.certificate.certNo).toBe(number.toUpperCase());
});

test('a residence permit is built like an identity number', () => {
  // 81000019900101001: 8×7+1×9+0+0+0+0+1×2+9×1+9×6+0+0+1×9+0+1×5+0+0+1×2 = 146; 146 mod 11 = 3 → 9
  const read = readCertificate('17', '810000199001010019');
  expect(read.kind === 'read' && read.certificate).toEqual({
    certType: '17',
    certNo: '810000199001010019',
    bornOn: '1990-01-01',
    sex: '1',
  });
  expect(codesOf(readCertificate('17', '11010519491231002X'))).toEqual(['certificate-format']);
});

test('a unified social credit code ends in its check character', () => {
  expect(isCreditCode('91350100M000100Y43')).toBe(true);
  expect(isCreditCode('91350100m000100y43')).toBe(true);
  expect(isCreditCode('91350100M000100Y44')).toBe(false);
  expect(isCreditCode('91350100M000100I43')).toBe(false);
});
