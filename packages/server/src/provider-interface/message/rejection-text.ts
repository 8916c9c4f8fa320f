import type { Rejection } from '@gongji/domain';

const MOST_SHOWN = 20;

/** err_msg: every problem, Chinese first, then the same in English; field, value and remedy named. */
export function rejectionText(rejections: readonly Rejection[]): string {
  const shown = rejections.slice(0, MOST_SHOWN);
  const rest = rejections.length - shown.length;
  const zh = shown.map(
    (r, i) => `${number(shown, i)}${where(r)}${r.message.zh}；处理：${r.remedy.zh}${cited(r)}`,
  );
  const en = shown.map(
    (r, i) => `${number(shown, i)}${where(r)}${r.message.en}; remedy: ${r.remedy.en}${cited(r)}`,
  );
  if (rest > 0) {
    zh.push(`另有${rest}个问题`);
    en.push(`and ${rest} more`);
  }
  return `${zh.join('。')}。 || ${en.join('. ')}.`;
}

function number(all: readonly Rejection[], index: number): string {
  return all.length > 1 ? `${index + 1}) ` : '';
}

function where(r: Rejection): string {
  if (r.field === undefined) return `[${r.code}] `;
  return r.value === undefined
    ? `[${r.code}] ${r.field}: `
    : `[${r.code}] ${r.field}=${r.value.slice(0, 60)}: `;
}

function cited(r: Rejection): string {
  return r.citation === undefined ? '' : `（${r.citation}）`;
}
