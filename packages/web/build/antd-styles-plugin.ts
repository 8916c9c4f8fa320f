import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCache, extractStyle, StyleProvider } from '@ant-design/cssinjs';
import { ConfigProvider, DatePicker, Table, theme } from 'antd';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import type { Plugin } from 'vite';

const STYLES = 'virtual:antd-styles.css';
const NO_INJECTED_CSS = join(import.meta.dirname, '../src/desk/no-injected-css.ts');
/** Class of the variables, by theme; `src/desk/desk-theme.tsx` names the same. */
const KEYS = { light: 'gongji', dark: 'gongji-dark' } as const;

/**
 * Writes the styles of the Ant Design components we use into one file, coloured by our design tokens. At run time
 * nothing is generated, so no style has to be put into the page, which the content policy would refuse.
 */
export function antdStylesPlugin(tokensFile: string): Plugin {
  return {
    name: 'gongji-antd-styles',
    enforce: 'pre',
    resolveId(id, importer = '') {
      if (id === STYLES) return `\0${STYLES}`;
      const ofAntd = id.startsWith('@rc-component/util/') || importer.includes('@rc-component/util/');
      return ofAntd && /\/dynamicCSS(\.js)?$/.test(id) ? NO_INJECTED_CSS : undefined;
    },
    load(id) {
      if (id !== `\0${STYLES}`) return undefined;
      this.addWatchFile(tokensFile);
      const source = readFileSync(tokensFile, 'utf8');
      const light = stylesOf('light', tokensIn(source, ':root'));
      const dark = stylesOf('dark', tokensIn(source, ':root[data-theme="dark"]'));
      return withoutLinks(`${light}\n${variablesOf(dark, KEYS.dark)}`);
    },
  };
}

type Tokens = ReadonlyMap<string, string>;

/** `--name: value;` of one block of the tokens file. */
function tokensIn(source: string, selector: string): Tokens {
  const start = source.indexOf(`${selector} {`);
  const block = source.slice(start, source.indexOf('}', start));
  return new Map([...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map((m) => [m[1] ?? '', m[2] ?? '']));
}

function stylesOf(kind: 'light' | 'dark', tokens: Tokens): string {
  const cache = createCache();
  const algorithm = kind === 'light' ? theme.defaultAlgorithm : theme.darkAlgorithm;
  const used = [
    createElement(Table, {
      key: 'table',
      columns: [{ title: 'a', dataIndex: 'a' }],
      dataSource: [{ key: '1', a: '1' }],
    }),
    createElement(DatePicker, { key: 'date' }),
  ];
  const themed = createElement(
    ConfigProvider,
    { theme: { cssVar: { key: KEYS[kind] }, hashed: false, algorithm, token: antdTokens(tokens) } },
    used,
  );
  renderToString(createElement(StyleProvider, { cache }, themed));
  return extractStyle(cache, { plain: true, types: ['style', 'token', 'cssVar'] });
}

function antdTokens(tokens: Tokens) {
  const color = (name: string): string => tokens.get(name) ?? '#000000';
  return {
    colorPrimary: color('brand'),
    colorLink: color('brand'),
    colorInfo: color('brand'),
    colorSuccess: color('good'),
    colorWarning: color('warn'),
    colorError: color('bad'),
    colorText: color('ink'),
    colorTextSecondary: color('ink-2'),
    colorTextTertiary: color('ink-3'),
    colorTextPlaceholder: color('ink-3'),
    colorBorder: color('line-strong'),
    colorBorderSecondary: color('line'),
    colorBgContainer: color('panel'),
    colorBgElevated: color('panel'),
    colorBgLayout: color('paper'),
    fontFamily: 'var(--font)',
    fontSize: 15,
    borderRadius: 6,
    controlHeight: 40,
  };
}

/** The rules that only set variables for one key. */
function variablesOf(css: string, key: string): string {
  return [...css.matchAll(new RegExp(`[^{}]*\\.${key}[^{}]*\\{--[^{}]*\\}`, 'g'))]
    .map(([rule]) => rule)
    .join('\n');
}

/** Leaves out the rules for every link of a page: our links are not only inside of its components. */
function withoutLinks(css: string): string {
  return css.replaceAll(/(?<=^|\})a(?::[a-z-]+|\[[^\]]*\])*(?:,a(?::[a-z-]+|\[[^\]]*\])*)*\{[^{}]*\}/gm, '');
}
