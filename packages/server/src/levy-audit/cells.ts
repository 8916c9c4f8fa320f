/** A cell as text without the blanks around it; an empty cell is an empty text. */
export function text(cell: string | number | undefined): string {
  return cell === undefined ? '' : String(cell).trim();
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** An identity number of 15 digits made into one of 18 (GB 11643-1999); capital X; anything else as it is. */
export function normalCertNo(written: string): string {
  const certNo = written.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();
  if (!/^\d{15}$/.test(certNo)) return certNo;
  const digits = `${certNo.slice(0, 6)}19${certNo.slice(6)}`;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  return digits + '10X98765432'.charAt(sum % 11);
}
