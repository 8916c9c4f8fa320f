/** The day in China, where the agency is, whatever clock the device keeps: `yyyy-MM-dd`. */
export function chinaToday(): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());
}
