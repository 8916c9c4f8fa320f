import type { Bilingual } from '@gongji/domain';
import type { UnreadableReason } from '@gongji/sheets';

interface Words {
  readonly why: Bilingual;
  readonly remedy: Bilingual;
}

/** Why a file cannot be read, and what to do, for who sent it. */
export const UNREADABLE: Readonly<Record<UnreadableReason, Words>> = {
  empty: {
    why: { zh: '文件是空的', en: 'the file is empty' },
    remedy: { zh: '请选择填好的文件', en: 'choose the file that was filled in' },
  },
  'too-large': {
    why: { zh: '文件过大', en: 'the file is too large' },
    remedy: {
      zh: '请分成几个文件上传；删除图片等与数据无关的内容',
      en: 'split it; remove pictures and other content',
    },
  },
  'old-or-locked': {
    why: { zh: '文件是旧版 .xls 格式，或设置了打开密码', en: 'the file is an old .xls, or needs a password' },
    remedy: { zh: '请取消密码，另存为 .xlsx 后上传', en: 'remove the password and save it as .xlsx' },
  },
  'not-a-sheet': {
    why: { zh: '文件不是表格', en: 'the file is no spreadsheet' },
    remedy: { zh: '请上传 .xlsx 或 .csv 文件', en: 'upload an .xlsx or .csv file' },
  },
  damaged: {
    why: { zh: '文件已损坏', en: 'the file is damaged' },
    remedy: {
      zh: '请用表格软件打开，另存为新文件后上传',
      en: 'open it in a spreadsheet program and save it as a new file',
    },
  },
  encoding: {
    why: { zh: '文本文件的编码无法识别', en: 'the encoding of the text file is not known' },
    remedy: { zh: '请另存为 UTF-8 编码的 CSV，或 .xlsx', en: 'save it as CSV in UTF-8, or as .xlsx' },
  },
  quotes: {
    why: { zh: '文本文件中的引号不成对', en: 'a quotation mark of the text file is not closed' },
    remedy: {
      zh: '请检查该行及之前的引号，或另存为 .xlsx',
      en: 'check the quotation marks up to that row, or save it as .xlsx',
    },
  },
  'too-many-rows': {
    why: { zh: '行数过多', en: 'there are too many rows' },
    remedy: { zh: '一个文件最多 10 万行，请分成几个文件', en: 'a file has at most 100 000 rows; split it' },
  },
  'too-many-columns': {
    why: { zh: '列数过多', en: 'there are too many columns' },
    remedy: { zh: '请使用模板，不要增加列', en: 'use the template without further columns' },
  },
  'cell-too-long': {
    why: { zh: '有单元格内容过长', en: 'a cell is too long' },
    remedy: { zh: '请缩短该行的内容', en: 'shorten the content of that row' },
  },
  'date-1904': {
    why: {
      zh: '文件使用 1904 日期系统，日期会差四年',
      en: 'the file counts days from 1904; they would be four years off',
    },
    remedy: {
      zh: '请在表格软件的选项中取消“使用 1904 日期系统”，核对日期后上传',
      en: 'turn the 1904 date system off in the options, check the days, and upload it again',
    },
  },
  'no-sheet': {
    why: { zh: '文件中没有可读的工作表', en: 'the file has no sheet that can be read' },
    remedy: {
      zh: '请使用模板，数据填在“数据”表中',
      en: 'use the template; its rows stand in the sheet 数据',
    },
  },
};
