import { plainNumber, readCertificate } from '@gongji/domain';

/** A cell as text without the blanks around it; an empty cell is an empty text. */
export function text(cell: string | number | undefined): string {
  return cell === undefined ? '' : String(cell).trim();
}

/** A certificate number as the registers have it: an identity number of 15 digits as the one of 18; a wrong one as written. */
export function normalCertNo(written: string): string {
  const read = readCertificate('01', written);
  return read.kind === 'read' ? read.certificate.certNo : plainNumber(written);
}
