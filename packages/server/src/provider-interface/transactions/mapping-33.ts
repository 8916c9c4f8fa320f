import { putMappings, withdrawMapping } from '@gongji/store/provider-interface';
import { reject } from '../reading/rejections.ts';
import { done, effect, rejected, type Transaction } from '../transaction.ts';

const upload3301 = effect({
  infno: '3301',
  name: { zh: '目录对照上传', en: 'Upload catalogue mapping' },
  read: (input, call) =>
    input.rows(['data', 'catalogcompin'], call.services.limits.lines).map((f) => ({
      path: f.field('med_list_codg'),
      institutionCode: call.institution.code,
      localCode: f.text(['fixmedins_hilist_id', 'medins_list_codg'], 150),
      localName: f.text(['fixmedins_hilist_name', 'medins_list_name'], 200),
      listType: f.code('list_type', 'list_type'),
      listCode: f.text('med_list_codg', 50),
      validFrom: f.day('begndate'),
      validTo: f.maybeDay('enddate') ?? null,
      details: f.texts([
        'fixmedins_hilist_id',
        'fixmedins_hilist_name',
        'list_type',
        'med_list_codg',
        'begndate',
        'enddate',
      ]),
    })),
  run: async (call, mappings, tx) => {
    const items = await call.services.catalogue.byCodes(mappings.map((m) => m.listCode));
    const unknown = mappings.filter((m) => !items.has(m.listCode));
    if (unknown.length > 0)
      return rejected(...unknown.map((m) => reject('item-unknown', { field: m.path, value: m.listCode })));
    const actor = `${call.institution.code}/${call.envelope.operatorNo}`;
    await putMappings(tx, mappings, { actor, at: call.receivedAt });
    return done(null);
  },
  write: () => null,
});

const withdraw3302 = effect({
  infno: '3302',
  name: { zh: '目录对照撤销', en: 'Withdraw catalogue mapping' },
  openToSuspended: true,
  read: (input, call) => {
    const f = input.one('data');
    return {
      institutionCode: call.institution.code,
      localCode: f.text(['fixmedins_hilist_id', 'medins_list_codg'], 150),
      listType: f.code('list_type', 'list_type'),
      listCode: f.text('med_list_codg', 50),
    };
  },
  run: async (_, mapping, tx) =>
    (await withdrawMapping(tx, mapping))
      ? done(null)
      : rejected(reject('record-unknown', { field: 'data.fixmedins_hilist_id', value: mapping.localCode })),
  write: () => null,
});

export const CATALOGUE_MAPPING: readonly Transaction[] = [upload3301, withdraw3302];
