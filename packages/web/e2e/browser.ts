import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const PLACES = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** A real Chromium that talks to nobody but the page under test. `CHROMIUM` names another one. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? PLACES.find(existsSync);
  if (executablePath === undefined)
    throw new Error('no Chromium found: apt-get install chromium, or set CHROMIUM to its path');
  return chromium.launch({
    executablePath,
    // Without a locale that knows UTF-8 a file with a Chinese name is saved as “download”.
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    args: [
      '--headless',
      '--lang=zh-CN',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export const DESK = { width: 1366, height: 768 };
export const PHONE = { width: 390, height: 844 };

export interface OpenOptions {
  /** Who is signed in before the page opens. */
  readonly user?: { readonly account: string; readonly password: string };
  readonly size?: { readonly width: number; readonly height: number };
  readonly lang?: 'zh' | 'en';
  readonly theme?: 'light' | 'dark';
}

export interface OpenPage {
  readonly page: Page;
  /** Errors of the page: exceptions, console errors, refused by the content policy. */
  readonly faults: readonly string[];
}

export async function openPage(
  browser: Browser,
  url: string,
  { user, size = DESK, lang = 'zh', theme = 'light' }: OpenOptions = {},
): Promise<OpenPage> {
  const context = await browser.newContext({
    viewport: size,
    colorScheme: theme,
    deviceScaleFactor: 1,
    locale: lang === 'zh' ? 'zh-CN' : 'en-GB',
  });
  await context.addInitScript((kept) => localStorage.setItem('gongji.lang', kept), lang);
  if (user !== undefined) await signIn(context, new URL(url).origin, user);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    const expected = message.text().includes('404') && message.location().url.includes('/api/');
    if (message.type() === 'error' && !expected) faults.push(message.text());
  });
  await page.goto(url);
  return { page, faults };
}

/** As the page of signing in does it, without opening that. */
async function signIn(
  context: BrowserContext,
  origin: string,
  user: NonNullable<OpenOptions['user']>,
): Promise<void> {
  const reply = await context.request.post(`${origin}/api/session`, {
    data: user,
    headers: { 'x-requested-by': 'gongji', origin },
  });
  if (!reply.ok())
    throw new Error(`${user.account} is not signed in: ${reply.status()} ${await reply.text()}`);
}

/** As a link of the page does it: without loading the application anew. */
export async function goWithin(page: Page, path: string): Promise<void> {
  const before = await page.evaluate((to) => {
    const { page: shown } = document.querySelector('main')?.dataset ?? {};
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
    return shown;
  }, path);
  // Shown once it is fetched; some lead on to another.
  const asked = new URL(path, page.url()).pathname;
  await page.waitForFunction(
    ([from, to]) => {
      const { page: shown } = document.querySelector('main')?.dataset ?? {};
      return shown === to || shown !== from;
    },
    [before, asked],
  );
}
