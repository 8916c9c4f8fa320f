import type { Fen } from '@gongji/domain';
import { createRandom, type Random } from '../random.ts';
import { type DemoItem, firstPayOf, PLAIN } from './item.ts';
import { type Chapter, SERVICE_CHAPTERS } from './service-chapters.ts';

/** Medical services 医疗服务项目, codes of 15 digits beginning 00. */
export function services(): readonly DemoItem[] {
  const random = createRandom(0, 'catalogue/services');
  return SERVICE_CHAPTERS.flatMap((chapter) =>
    chapter.names.map((name, index) => service(random, chapter, { name, index })),
  );
}

function service(
  random: Random,
  chapter: Chapter,
  of: { readonly name: string; readonly index: number },
): DemoItem {
  const roll = random.int(0, 999);
  const itemClass = roll < chapter.c ? 'C' : roll < chapter.c + chapter.b ? 'B' : 'A';
  const raw = random.int(chapter.from, chapter.to);
  const price = (raw - (raw % 50)) as Fen;
  return {
    ...PLAIN,
    listCode: `00${chapter.code}${String(of.index + 1).padStart(5, '0')}0000`,
    name: of.name,
    listType: '201',
    itemClass,
    chargeType: chapter.chargeType,
    kind: chapter.kind,
    unit: chapter.unit,
    restricted: itemClass === 'B' && random.chance(50),
    priceFen: price,
    ...(itemClass === 'B' ? { firstPay: firstPayOf(random.pick([10, 15, 20])) } : {}),
    // Services have a price list of the government: the ceiling is the listed price.
    ...(itemClass === 'C' ? {} : { ceilingFen: price }),
  };
}
