import type { BandsModel, ShareStep } from '../model.ts';
import { atOf, type Entry, fieldsOf, itemsOf, type Spot } from './nodes.ts';
import { readChoice, readExpr, readOptionalExpr } from './scalars.ts';
import { type Reading, report } from './source.ts';

/** How much a share pays: one of `rate`, `bands` and `amount`. */
export function readHow(reading: Reading, spot: Spot, fields: ReadonlyMap<string, Entry>): ShareStep['how'] {
  const rate = fields.get('rate');
  const bands = fields.get('bands');
  const amount = fields.get('amount');
  if ([rate, bands, amount].filter((way) => way !== undefined).length !== 1) {
    report(reading, spot.place, 'missing-key', {
      zh: `${spot.path} 应写 rate、bands、amount 之一`,
      en: `${spot.path} needs one of rate, bands and amount`,
    });
  }
  if (bands !== undefined) return readBands(reading, bands);
  if (amount !== undefined) return { kind: 'amount', amount: readExpr(reading, amount) };
  return { kind: 'rate', rate: readExpr(reading, rate) };
}

function readBands(reading: Reading, spot: Entry): BandsModel {
  const fields = fieldsOf(reading, spot, ['from', 'mode', 'edge', 'rows'], ['rows']);
  const from = readOptionalExpr(reading, fields.get('from'));
  const list = fields.get('rows');
  const rows = list === undefined ? [] : itemsOf(reading, list);
  if (list !== undefined && rows.length === 0) {
    report(reading, list.place, 'bands-order', {
      zh: `${list.path} 没有分段`,
      en: `${list.path} has no band`,
    });
  }
  return {
    kind: 'bands',
    ...(from === undefined ? {} : { from }),
    mode: readChoice(reading, fields.get('mode'), ['marginal', 'whole']),
    edge: readChoice(reading, fields.get('edge'), ['upper', 'lower']),
    rows: rows.map((row, i) => readBand(reading, row, i === rows.length - 1)),
  };
}

function readBand(reading: Reading, spot: Spot, last: boolean): BandsModel['rows'][number] {
  const fields = fieldsOf(reading, spot, ['upTo', 'rate'], ['rate']);
  const upTo = readOptionalExpr(reading, fields.get('upTo'));
  if (upTo === undefined && !last) {
    report(reading, spot.place, 'bands-order', {
      zh: `${spot.path} 没有 upTo，却不是最后一段`,
      en: `${spot.path} has no upTo but is not the last band`,
    });
  }
  return {
    ...(upTo === undefined ? {} : { upTo }),
    rate: readExpr(reading, fields.get('rate')),
    at: atOf(reading, spot.place),
  };
}
