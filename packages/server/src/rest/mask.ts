/** Surnames of two characters, so that 欧阳修 shows as 欧阳*. */
const COMPOUND_SURNAMES = [
  '欧阳',
  '上官',
  '司马',
  '诸葛',
  '东方',
  '皇甫',
  '尉迟',
  '公孙',
  '慕容',
  '令狐',
  '夏侯',
  '司徒',
  '长孙',
  '宇文',
  '端木',
];

/** Name: the surname and a star for each further character (张*, 王**, 欧阳*). */
export function maskName(name: string): string {
  const characters = [...name];
  const kept = COMPOUND_SURNAMES.includes(characters.slice(0, 2).join('')) && characters.length > 2 ? 2 : 1;
  return (
    characters.slice(0, kept).join('') +
    '*'.repeat(Math.max(characters.length - kept, characters.length > 0 ? 1 : 0))
  );
}

/** Identity number: the first three and the last four; all starred when it is short. */
export function maskNumber(number: string): string {
  if (number.length < 10) return '*'.repeat(number.length);
  return number.slice(0, 3) + '*'.repeat(number.length - 7) + number.slice(-4);
}

/** Person number: the last four. */
export function maskPersonNumber(psnNo: string): string {
  return '*'.repeat(Math.max(0, psnNo.length - 4)) + psnNo.slice(-4);
}

/** Telephone: the first three and the last four (138****5678); all starred when it is short. */
export function maskPhone(phone: string): string {
  if (phone.length < 8) return '*'.repeat(phone.length);
  return phone.slice(0, 3) + '*'.repeat(phone.length - 7) + phone.slice(-4);
}
