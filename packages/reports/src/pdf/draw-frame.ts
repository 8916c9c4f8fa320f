import { create as createQr } from 'qrcode';
import { drawLines, filled, INK, innerWidth, lineHeight, linesOf, type Sheet } from './sheet.ts';

const QR = 62;

/** Title, number, unit of the amounts, and the QR code with the code that people can type. */
export function drawTitle(sheet: Sheet): void {
  const { setting, template, language, stamp } = sheet;
  if (setting.roll) {
    drawRollTitle(sheet);
    return;
  }
  const top = setting.margin;
  const right = setting.width - setting.margin - QR;
  drawQr(sheet, right, top - 6, QR);
  const box = { x: setting.margin + QR + 40, width: innerWidth(sheet) - 2 * (QR + 40) };
  const style = { size: setting.title, weight: 'bold', align: 'center' } as const;
  const lines = linesOf(sheet, filled(sheet, template.title[language]), box.width, style);
  const height = drawLines(sheet, lines, { ...box, top }, style);
  const small = { size: setting.small, color: INK.quiet } as const;
  const words =
    language === 'zh'
      ? `编号 ${stamp.number}　单位：元${reprint(sheet)}`
      : `No. ${stamp.number}   amounts in yuan${reprint(sheet)}`;
  drawLines(sheet, [words], { ...box, top: top + height + 4 }, { ...small, align: 'center' });
  const code = { x: right - 60, top: top + QR - 3, width: QR + 60 };
  drawLines(sheet, [stamp.code], code, { ...small, size: setting.small - 1, align: 'right' });
  sheet.y = top + Math.max(QR + lineHeight(setting.small), height + 24) + 2;
}

function drawRollTitle(sheet: Sheet): void {
  const { setting, template, language, stamp } = sheet;
  const width = innerWidth(sheet);
  const style = { size: setting.title, weight: 'bold', align: 'center' } as const;
  const lines = linesOf(sheet, filled(sheet, template.title[language]), width, style);
  sheet.y += drawLines(sheet, lines, { x: setting.margin, top: sheet.y, width }, style) + 2;
  const words = `${language === 'zh' ? '编号' : 'No.'} ${stamp.number}${reprint(sheet)}`;
  const small = { size: setting.small, color: INK.quiet, align: 'center' } as const;
  const number = linesOf(sheet, words, width, small);
  sheet.y += drawLines(sheet, number, { x: setting.margin, top: sheet.y, width }, small) + 4;
}

/** On a roll the QR code and what else belongs to the paper stand at the end. */
export function drawRollEnd(sheet: Sheet): void {
  const { setting, stamp } = sheet;
  const size = 84;
  drawQr(sheet, (setting.width - size) / 2, sheet.y, size);
  sheet.y += size + 2;
  const style = { size: setting.small, align: 'center' } as const;
  const width = innerWidth(sheet);
  for (const text of [stamp.code, ...footWords(sheet)]) {
    const lines = linesOf(sheet, text, width, style);
    sheet.y += drawLines(sheet, lines, { x: setting.margin, top: sheet.y, width }, style);
  }
}

/** The title in one line. */
export function titleText(sheet: Sheet): string {
  return filled(sheet, sheet.template.title[sheet.language]).replaceAll('\n', ' · ');
}

/** Below every page: how to verify, who printed it and when, which template, which page of how many. */
export function drawFoot(sheet: Sheet, page: number, pages: number): void {
  const { doc, setting, language, stamp } = sheet;
  const style = { size: setting.small - 1, color: INK.quiet };
  const width = innerWidth(sheet);
  const top = setting.height - setting.bottom + 10;
  doc
    .lineWidth(0.5)
    .moveTo(setting.margin, top - 4)
    .lineTo(setting.width - setting.margin, top - 4)
    .stroke(INK.line);
  const [verify = '', printed = ''] = footWords(sheet);
  const box = { x: setting.margin, width };
  drawLines(sheet, [verify], { ...box, top }, style);
  drawLines(sheet, [printed], { ...box, top: top + lineHeight(style.size) }, style);
  const count = language === 'zh' ? `第 ${page} 页 / 共 ${pages} 页` : `Page ${page} of ${pages}`;
  drawLines(sheet, [count], { ...box, top: top + lineHeight(style.size) }, { ...style, align: 'right' });
  if (page === 1) return;
  const head = `${titleText(sheet)}　${stamp.number}`;
  drawLines(sheet, [head], { ...box, top: setting.margin - 8 }, { ...style, size: setting.small });
}

/** Two sentences: verification, and print. */
export function footWords({ language, stamp, template, missing }: Sheet): readonly string[] {
  const version = `${template.id} ${template.validFrom}`;
  const lacking = [...missing].map((c) => `U+${c.toString(16).toUpperCase()}`).join(' ');
  const geta = (words: string) => (lacking === '' ? '' : `${words}${lacking}`);
  return language === 'zh'
    ? [
        `扫码或输入验证码 ${stamp.code} 可核验本单真伪与效力${geta('　〓＝字库所缺字 ')}`,
        `打印 ${stamp.printedAt}　${stamp.printedBy}　模板 ${version}`,
      ]
    : [
        `Scan or type ${stamp.code} to verify that this paper is genuine and in force${geta('   〓 = ')}`,
        `Printed ${stamp.printedAt} by ${stamp.printedBy}, template ${version}`,
      ];
}

function reprint({ stamp, language }: Sheet): string {
  if (stamp.printNo <= 1) return '';
  return language === 'zh' ? `　补打第 ${stamp.printNo - 1} 次` : `   reprint ${stamp.printNo - 1}`;
}

/** Modules as filled squares: sharp at every resolution, no picture inside the file. */
function drawQr({ doc, stamp }: Sheet, x: number, y: number, size: number): void {
  const { modules } = createQr(stamp.verifyUrl, { errorCorrectionLevel: 'M' });
  const module = size / modules.size;
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1)
      if (modules.get(row, column) !== 0) doc.rect(x + column * module, y + row * module, module, module);
  doc.fill(INK.text);
}
