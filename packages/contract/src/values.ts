import { type CalendarDate, type Fen, parseDate } from '@gongji/domain';
import { z } from 'zod';

/** Text in both languages. */
export const bilingual = z.object({ zh: z.string(), en: z.string() });

/** An exact amount in fen 分, as a whole number. */
export const fenAmount = z
  .int()
  .transform((n) => n as Fen)
  .meta({ type: 'integer', description: '金额（分） amount in fen', examples: [123450] });

export const positiveFen = z
  .int()
  .min(0)
  .max(9_000_000_000)
  .transform((n) => n as Fen)
  .meta({ type: 'integer', description: '金额（分） amount in fen', examples: [123450] });

/** A day that exists, `yyyy-MM-dd`. */
export const day = z
  .string()
  .refine((text) => parseDate(text) !== undefined, { error: 'not a day that exists' })
  .transform((text) => text as CalendarDate)
  .meta({ type: 'string', format: 'date', description: '日期 yyyy-MM-dd', examples: ['2026-03-01'] });

/** One of our ids: decimal text, because it does not fit a JSON number. */
export const id = z
  .string()
  .regex(/^\d{1,19}$/)
  .meta({ description: '编号 id, decimal digits', examples: ['912317251770646528'] });

export const psnNo = z.string().min(1).max(30).meta({ description: '人员编号 psn_no' });
/** Address of a person in `/api/persons/{psnNo}`, without the number: `~` and our own id. */
export const personRef = z.string().meta({
  description: '页面地址中的参保人，勿解析 use it as {psnNo} in addresses; do not take it apart',
  examples: ['~17'],
});
export const institutionCode = z
  .string()
  .min(1)
  .max(30)
  .meta({ description: '定点医药机构编号 fixmedins_code' });
export const insutype = z
  .string()
  .regex(/^\d{3}$/)
  .meta({ description: '险种类型 insutype: 310 职工, 390 居民' });
