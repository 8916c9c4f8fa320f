import type { Bilingual } from '@gongji/domain';
import { drawLines, INK, innerWidth, lineHeight, makeRoom, type Sheet } from './sheet.ts';

/** The heading of a block, kept together with the beginning of what follows. */
export function drawHeading(sheet: Sheet, title: Bilingual | undefined): void {
  if (title === undefined) return;
  const { setting, language } = sheet;
  const height = lineHeight(setting.heading) + 3;
  makeRoom(sheet, height + 40);
  drawLines(
    sheet,
    [title[language]],
    { x: setting.margin, top: sheet.y, width: innerWidth(sheet) },
    { size: setting.heading, weight: 'bold', color: INK.text },
  );
  sheet.y += height;
}
