import type { AgeBounds, AttributeModel, Interval } from '../model.ts';
import { readAssumes, readCite, reportNoCite, type Sources } from './citations.ts';
import { checkDates } from './dates.ts';
import { atOf, type Entry, fieldsOf, itemsOf, type Spot } from './nodes.ts';
import { readDate, readQuantity } from './scalars.ts';
import { type Reading, report } from './source.ts';

/** What reading the ages of person statuses needs from the rest of the file. */
export interface StatusScope {
  readonly sources: Sources;
  readonly inForce: Interval;
  readonly attributes: ReadonlyMap<string, AttributeModel>;
}

/** The dated ages of one person status; the status must be one that the attribute `personStatus` lists. */
export function readStatus(reading: Reading, entry: Entry, scope: StatusScope): readonly AgeBounds[] {
  if (!scope.attributes.get('personStatus')?.values.includes(entry.key)) {
    report(reading, entry.keyPlace, 'unknown-reference', {
      zh: `人员类别 ${entry.key} 不在属性 personStatus 的取值中`,
      en: `the person status ${entry.key} is no value of the attribute personStatus`,
    });
  }
  const bounds = itemsOf(reading, entry).map((item) => readBounds(reading, item, scope.sources));
  checkDates(reading, entry, bounds, scope.inForce);
  return bounds;
}

function readBounds(reading: Reading, spot: Spot, sources: Sources): AgeBounds {
  const fields = fieldsOf(reading, spot, ['from', 'cite', 'assumes', 'atLeast', 'below'], ['from']);
  const cite = fields.get('cite');
  const assumes = readAssumes(reading, fields.get('assumes'), sources);
  if (cite === undefined && fields.size > 0) reportNoCite(reading, spot);
  const atLeast = readAge(reading, fields.get('atLeast'));
  const below = readAge(reading, fields.get('below'));
  if (atLeast === undefined && below === undefined && fields.size > 0) {
    report(reading, spot.place, 'missing-key', {
      zh: `${spot.path} 应写 atLeast、below 或两者`,
      en: `${spot.path} needs atLeast, below or both`,
    });
  }
  if (atLeast !== undefined && below !== undefined && atLeast >= below) {
    report(reading, spot.place, 'bad-value', {
      zh: `${spot.path}：没有年龄既满 ${atLeast} 周岁又不满 ${below} 周岁`,
      en: `${spot.path}: no age is at least ${atLeast} and below ${below}`,
    });
  }
  return {
    from: readDate(reading, fields.get('from')),
    cite: cite === undefined ? '' : readCite(reading, cite, sources),
    ...(assumes === undefined ? {} : { assumes }),
    ...(atLeast === undefined ? {} : { atLeast }),
    ...(below === undefined ? {} : { below }),
    at: atOf(reading, spot.place),
  };
}

/** Nobody has lived longer than 122 years: a bound beyond is a slip of the pen. */
const OLDEST = 130;

function readAge(reading: Reading, spot: Spot | undefined): number | undefined {
  if (spot === undefined) return undefined;
  const age = readQuantity(reading, spot, 'number');
  if (age < 0 || age > OLDEST) {
    report(reading, spot.place, 'bad-value', {
      zh: `${spot.path}：年龄 ${age} 不在 0 至 ${OLDEST} 之间`,
      en: `${spot.path}: the age ${age} is not between 0 and ${OLDEST}`,
    });
  }
  return age;
}
