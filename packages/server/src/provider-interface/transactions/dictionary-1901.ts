import { DICTIONARIES } from '../dictionary/dictionary.ts';
import { reject } from '../reading/rejections.ts';
import { done, query, rejected } from '../transaction.ts';

/** Names under which clients ask for a dictionary that we keep under another. */
const ALIASES: Readonly<Record<string, string>> = {
  caty: 'dept',
  dscg_caty: 'dept',
  adm_caty: 'dept',
  hi_type: 'mdcs_type',
};

export const dictionary1901 = query({
  infno: '1901',
  name: { zh: '字典表查询', en: 'Dictionary query' },
  read: (input) => ({ type: input.one('data').text('type', 40) }),
  run: async (_, { type }) => {
    const found =
      DICTIONARIES.get(type) ??
      DICTIONARIES.get(type.toLowerCase()) ??
      DICTIONARIES.get(ALIASES[type.toLowerCase()] ?? '');
    if (found !== undefined) return done(found);
    return rejected(
      reject('code-unknown', {
        field: 'data.type',
        value: type,
        dictionary: [...DICTIONARIES.keys()].join(' '),
      }),
    );
  },
  write: (found) => ({
    list: [...found.values].map(([value, label], i) => ({
      type: found.type,
      label,
      value,
      parentValue: '',
      sort: i + 1,
      valiFlag: '1',
      createUser: 'gongji',
      createDate: '2025-01-01',
      version: 1,
    })),
  }),
});
