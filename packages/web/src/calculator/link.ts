import type { CostSetting, LineSetting, Setting } from './setting.ts';

/**
 * The calculator's state in the part of the address behind `#`, which browsers never send to a server:
 * `#p=showcase.employee&b=inpatient&from=…&to=…&f.age=70&a=12000&…`. Readable, and safe to receive from anybody.
 */
export function toHash(setting: Setting): string {
  const { policy, benefit, startedOn, endedOn, facts, cost, counters, account, familyAccount, other } =
    setting;
  const parts: [string, string][] = [
    ['p', policy],
    ['b', benefit],
    ['from', startedOn],
    ['to', endedOn],
    ...Object.entries(facts).map(([name, value]): [string, string] => [`f.${name}`, value]),
    ...costParts(cost),
    ...Object.entries(counters).map(([name, value]): [string, string] => [`n.${name}`, value]),
    ['acct', account],
    ['family', familyAccount],
    ...(other === undefined
      ? []
      : ([
          ['vp', other.policy],
          ['vy', other.year],
        ] satisfies [string, string][])),
  ];
  return `#${new URLSearchParams(parts.filter(([, value]) => value !== ''))}`;
}

function costParts(cost: CostSetting): [string, string][] {
  if (cost.kind === 'classes') {
    return [
      ['a', cost.a],
      ['bb', cost.b],
      ['bf', cost.bFirstPay],
      ['c', cost.c],
    ];
  }
  return cost.lines.map(({ itemClass, kind, amount, firstPay }) => [
    'l',
    [itemClass, kind, amount, firstPay].join('_'),
  ]);
}

const MAX_LINES = 200;
const MAX_TEXT = 60;

/** Reads a link; undefined when it is not one of ours. Nothing in it is trusted: texts are short, and checked as if typed. */
export function fromHash(hash: string): Setting | undefined {
  const all = new URLSearchParams(hash.replace(/^#/, ''));
  const get = (key: string): string => (all.get(key) ?? '').slice(0, MAX_TEXT);
  if (get('p') === '' || get('b') === '') return undefined;
  const [otherPolicy, otherYear] = [get('vp'), get('vy')];
  return {
    policy: get('p'),
    benefit: get('b'),
    startedOn: get('from'),
    endedOn: get('to'),
    facts: withPrefix(all, 'f.'),
    cost: readCost(all, get),
    counters: withPrefix(all, 'n.'),
    account: get('acct'),
    familyAccount: get('family'),
    ...(otherPolicy === '' && otherYear === '' ? {} : { other: { policy: otherPolicy, year: otherYear } }),
  };
}

function readCost(all: URLSearchParams, get: (key: string) => string): CostSetting {
  const lines = all.getAll('l').slice(0, MAX_LINES);
  if (lines.length > 0) return { kind: 'lines', lines: lines.map(readLine) };
  return { kind: 'classes', a: get('a'), b: get('bb'), bFirstPay: get('bf'), c: get('c') };
}

function readLine(text: string): LineSetting {
  const [itemClass, kind = 'other', amount = '', firstPay = ''] = text.slice(0, MAX_TEXT).split('_');
  return { itemClass: itemClass === 'B' || itemClass === 'C' ? itemClass : 'A', kind, amount, firstPay };
}

function withPrefix(all: URLSearchParams, prefix: string): Readonly<Record<string, string>> {
  const found = [...all].filter(([key]) => key.startsWith(prefix) && key.length <= MAX_TEXT);
  return Object.fromEntries(
    found.map(([key, value]) => [key.slice(prefix.length), value.slice(0, MAX_TEXT)]),
  );
}
