import { z } from 'zod';
import { bilingual } from './values.ts';

/** One reason: what is wrong with which field, and what to do. */
export const problemDetail = z.object({
  code: z.string(),
  field: z.string().optional(),
  value: z.string().optional(),
  message: bilingual,
  remedy: bilingual,
  citation: z.string().optional(),
});

/** Problem document (RFC 9457); `errors` holds every reason at once. */
export const problemView = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    message: bilingual,
    remedy: bilingual,
    errors: z.array(problemDetail),
    requestId: z.string().optional(),
  })
  .meta({ id: 'Problem' });
