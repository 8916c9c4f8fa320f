export * from './read/cell-text.ts';
export * from './read/read-sheet.ts';
export * from './read/sheet-unreadable.ts';
export * from './write/csv.ts';
export * from './write/gb18030.ts';
export * from './write/xlsx.ts';
