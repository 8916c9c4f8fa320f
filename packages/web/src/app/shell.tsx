import { Fragment, lazy, Suspense, useCallback, useMemo, useRef } from 'react';
import { Link, Navigate, NavLink, Outlet, useLocation, useMatches, useNavigate } from 'react-router';
import { RefusalsOfPage } from '../desk/refusals.tsx';
import { setLanguage, useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { appMessages } from './app-messages.ts';
import { useCurrentInView } from './current-in-view.ts';
import { FOR_ALL } from './for-all.ts';
import { Icon } from './icons.tsx';
import { KeyHelp } from './key-help.tsx';
import { type KeyBinding, useKeys } from './keys.tsx';
import { LateNotice } from './late-notice.tsx';
import { Loading } from './page-states.tsx';
import { useMay, useSession } from './session.tsx';
import { SlowBar } from './slow-bar.tsx';
import { setThemeChoice, useTheme } from './theme.ts';
import { groupsOf, useMenu } from './use-menu.ts';
import { UserMenu } from './user-menu.tsx';
import './shell.css';

const EndedDialog = lazy(async () => ({
  default: (await import('../sign-in/ended-dialog.tsx')).EndedDialog,
}));

const SearchBox = lazy(async () => ({ default: (await import('../search/search-box.tsx')).SearchBox }));

/** Frame of every page: skip link, search, menu (side on a desk, bottom on a phone), language, light and dark, keys. */
export function Shell() {
  const t = useText(appMessages);
  const menu = useMenu();
  const session = useSession();
  const { pathname } = useLocation();
  const mustSetUp = session.kind === 'signedIn' && session.view.must.length > 0;
  const maySearch = useMay()('search');
  const help = useRef<HTMLDialogElement>(null);
  const nav = useCurrentInView(menu.length);
  const openHelp = useCallback(() => help.current?.showModal(), []);
  useKeys(useShellKeys(openHelp));
  return (
    <div className="shell">
      <button type="button" className="skip" onClick={() => document.getElementById('content')?.focus()}>
        {t('skip')}
      </button>
      <header className="shell-head">
        <Link to="/" className="brand">
          <img src="/mark.svg" alt="" width="32" height="32" />
          <span>
            <strong>{t('product')}</strong>
            <small>{t('tagline')}</small>
          </span>
        </Link>
        {maySearch && (
          <Suspense>
            <SearchBox />
          </Suspense>
        )}
        <Tools onKeys={openHelp} />
      </header>
      <nav ref={nav} className="shell-menu" aria-label={t('mainMenu')}>
        {groupsOf(menu).map(({ group, entries }) => (
          <Fragment key={group ?? ''}>
            {group !== undefined && <span className="menu-group">{t(group)}</span>}
            {entries.map(({ path, text, icon }) => (
              <NavLink key={path} to={path} end={path === '/'}>
                <Icon name={icon} />
                <span>{t(text)}</span>
              </NavLink>
            ))}
          </Fragment>
        ))}
      </nav>
      {/* While the next page is fetched, the one before is still shown: this says which it is. */}
      <main id="content" tabIndex={-1} data-page={pathname}>
        <LateNotice />
        <RefusalsOfPage>
          {mustSetUp && pathname !== '/sign-in' ? <Navigate replace to="/sign-in" /> : <PageOnceKnown />}
        </RefusalsOfPage>
      </main>
      <SlowBar />
      <KeyHelp ref={help} />
      {session.kind === 'signedIn' && session.ended && (
        <Suspense>
          <EndedDialog />
        </Suspense>
      )}
    </div>
  );
}

/** A page asks who uses it, and does other things for a visitor: unless it is the same for all, it waits until that is known. */
function PageOnceKnown() {
  const session = useSession();
  const isForAll = useMatches().some(({ handle }) => handle === FOR_ALL);
  if (session.kind !== 'starting' || isForAll) return <Outlet />;
  return (
    <div className="page">
      <Loading lines={7} />
    </div>
  );
}

function Tools({ onKeys }: { readonly onKeys: () => void }) {
  const t = useText(appMessages);
  const lang = useLang();
  const theme = useTheme();
  return (
    <div className="shell-tools">
      <UserMenu />
      <button
        type="button"
        className="tool keys-tool"
        onClick={onKeys}
        aria-label={t('showKeys')}
        title={`${t('showKeys')} (?)`}
      >
        <Icon name="keyboard" />
      </button>
      <button
        type="button"
        className="tool"
        onClick={() => setThemeChoice(theme === 'dark' ? 'light' : 'dark')}
        aria-label={theme === 'dark' ? t('themeLight') : t('themeDark')}
        title={theme === 'dark' ? t('themeLight') : t('themeDark')}
      >
        <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
      </button>
      <button
        type="button"
        className="tool tool-text"
        lang={lang === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => setLanguage(lang === 'zh' ? 'en' : 'zh')}
        aria-label={t('switchLanguageLabel')}
      >
        {t('switchLanguage')}
      </button>
    </div>
  );
}

function useShellKeys(openHelp: () => void): readonly KeyBinding[] {
  const t = useText(appMessages);
  const go = useNavigate();
  const menu = useMenu();
  const places = menu.map(({ path, text, key }) => `${path} ${text} ${key}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `places` stands for the menu, whose array is new on every render.
  return useMemo(
    () => [
      { keys: '?', text: t('showKeys'), run: openHelp },
      ...menu.map(({ path, text, key }) => ({
        keys: `g ${key}`,
        text: t('goTo', { page: t(text) }),
        run: () => void go(path),
      })),
    ],
    [places, t, go, openHelp],
  );
}
