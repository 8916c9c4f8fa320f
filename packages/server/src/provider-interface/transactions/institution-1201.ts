import { findInstitutions } from '@gongji/store/provider-interface';
import { reject } from '../reading/rejections.ts';
import { done, query } from '../transaction.ts';

export const institution1201 = query({
  infno: '1201',
  name: { zh: '医药机构信息获取', en: 'Get institution' },
  read: (input) => {
    const f = input.one(['medinsinfo', 'data']);
    const code = f.maybeText('fixmedins_code', 30);
    const name = f.maybeText('fixmedins_name', 200);
    if (code === undefined && name === undefined)
      f.problem(
        reject('field-missing', {
          field: f.field('fixmedins_code'),
          name: 'fixmedins_code / fixmedins_name',
        }),
      );
    return { type: f.maybeCode('fixmedins_type', 'fixmedins_type') ?? '1', code, name };
  },
  run: async (call, by) => done(await findInstitutions(call.services.pool, by)),
  write: (found) => ({
    medinsinfo: found.map((i) => ({
      fixmedins_code: i.code,
      fixmedins_name: i.name,
      uscc: i.uscc,
      fixmedins_type: i.type,
      hosp_lv: i.hospLv,
      exp_content: '',
    })),
  }),
});
