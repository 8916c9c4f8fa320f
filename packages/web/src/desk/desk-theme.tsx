import { ConfigProvider } from 'antd';
import enGB from 'antd/locale/en_GB';
import zhCN from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import 'dayjs/locale/zh-cn';
import { useTheme } from '../app/theme.ts';
import { useLang } from '../i18n/language.ts';
import 'virtual:antd-styles.css';
import './desk.css';

/** Pages of the desk: Ant Design with our tokens and static styles (see build/antd-styles-plugin.ts). */
export function DeskTheme({ children }: { readonly children: ReactNode }) {
  const lang = useLang();
  const key = useTheme() === 'dark' ? 'gongji-dark' : 'gongji';
  return (
    <ConfigProvider
      locale={lang === 'zh' ? zhCN : enGB}
      theme={{ zeroRuntime: true, hashed: false, cssVar: { key } }}
    >
      {children}
    </ConfigProvider>
  );
}
