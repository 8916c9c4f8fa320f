import { StyleProvider } from '@ant-design/cssinjs';
import { ConfigProvider } from 'antd';
import enGB from 'antd/locale/en_GB';
import zhCN from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import 'dayjs/locale/zh-cn';
import { useTheme } from '../app/theme.ts';
import { useLang } from '../i18n/language.ts';
import 'virtual:antd-styles.css';
import './desk.css';

/** Variables that Ant Design still writes at run time go into a node outside of the page: ours are in the static file. */
const NOWHERE = document.createElement('div');

/** Pages of the desk: Ant Design with our tokens and static styles (see build/antd-styles-plugin.ts). */
export function DeskTheme({ children }: { readonly children: ReactNode }) {
  const lang = useLang();
  const key = useTheme() === 'dark' ? 'gongji-dark' : 'gongji';
  return (
    <StyleProvider container={NOWHERE}>
      <ConfigProvider
        locale={lang === 'zh' ? zhCN : enGB}
        theme={{ zeroRuntime: true, hashed: false, cssVar: { key } }}
      >
        {children}
      </ConfigProvider>
    </StyleProvider>
  );
}
