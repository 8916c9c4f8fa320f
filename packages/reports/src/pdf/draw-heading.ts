import type { Bilingual } from '@gongji/domain';
import { drawLines, INK, innerWidth, lineHeight, makeRoom, type Sheet } from './sheet.ts';

/** The heading of a block, kept together with `following` points of what comes after it. */
export function drawHeading(sheet: Sheet, title: Bilingual | undefined, following = 40): void {
  if (title === undefined) {
    makeRoom(sheet, following);
    return;
  }
  const { setting, language } = sheet;
  const height = lineHeight(setting.heading) + 3;
  makeRoom(sheet, height + following);
  drawLines(
    sheet,
    [title[language]],
    { x: setting.margin, top: sheet.y, width: innerWidth(sheet) },
    { size: setting.heading, weight: 'bold', color: INK.text },
  );
  sheet.y += height;
}
