import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page, type Request } from 'playwright-core';

const PLACES = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** A real Chromium that talks to nobody but the page under test: one per process, which ends it. `CHROMIUM` names another one. */
export async function openBrowser(): Promise<Browser> {
  if (running?.isConnected() !== true) running = await launch();
  return running;
}
let running: Browser | undefined;

async function launch(): Promise<Browser> {
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
  /** What the page has asked for and waits for. */
  readonly pending: ReadonlySet<Request>;
}

/**
 * Starting a process for a page costs more than most of what a test does in it, so a page given back by {@link closePage}
 * is opened again, with nothing of before.
 */
export async function openPage(
  browser: Browser,
  url: string,
  { user, size = DESK, lang = 'zh', theme = 'light' }: OpenOptions = {},
): Promise<OpenPage> {
  const page = idleIn(browser, lang).pop() ?? (await newPage(browser, lang));
  OPEN.add(page);
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme: theme });
  if (user !== undefined) await signIn(page.context(), new URL(url).origin, user);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    const expected = message.text().includes('404') && message.location().url.includes('/api/');
    if (message.type() === 'error' && !expected) faults.push(message.text());
  });
  const pending = new Set<Request>();
  page.on('request', (request) => pending.add(request));
  const done = (request: Request): unknown => pending.delete(request);
  page.on('requestfinished', done).on('requestfailed', done);
  if (SLOW_MS > 0) await slowDown(page);
  await page.goto(url);
  return { page, faults, pending };
}

/** Longest delay of an answer: what hangs on quick answers shows itself. */
const SLOW_MS = Number(process.env.GONGJI_SLOW ?? 0);

/** Answers come late by chance, most of them little; parts of the application by a tenth of that. */
async function slowDown(page: Page): Promise<void> {
  await page.route('**/*', async (route) => {
    const longest = route.request().url().includes('/api/') ? SLOW_MS : SLOW_MS / 10;
    await new Promise((resolve) => setTimeout(resolve, Math.random() ** 2 * longest));
    // The page may have left meanwhile.
    await route.continue().catch(() => undefined);
  });
}

type Lang = NonNullable<OpenOptions['lang']>;

/** Pages that wait to be opened again, of each browser. */
const IDLE = new WeakMap<Browser, Record<Lang, Page[]>>();
const LANG = new WeakMap<BrowserContext, Lang>();
/** Pages in use; one may be closed by hand and again with its test. */
const OPEN = new WeakSet<Page>();

function idleIn(browser: Browser, lang: Lang): Page[] {
  const idle = IDLE.get(browser) ?? { zh: [], en: [] };
  IDLE.set(browser, idle);
  return idle[lang];
}

async function newPage(browser: Browser, lang: Lang): Promise<Page> {
  const context = await browser.newContext({
    deviceScaleFactor: 1,
    locale: lang === 'zh' ? 'zh-CN' : 'en-GB',
    reducedMotion: 'reduce',
  });
  // As generous as vitest.config.ts: a machine that does much else is slow, not wrong.
  context.setDefaultTimeout(90_000);
  await context.addInitScript((kept) => localStorage.setItem('gongji.lang', kept), lang);
  LANG.set(context, lang);
  return context.newPage();
}

/** Ends what {@link openPage} began: session, storage, permissions, listeners and routes go. */
export async function closePage(page: Page): Promise<void> {
  if (!OPEN.delete(page)) return;
  const context = page.context();
  const browser = context.browser();
  const lang = LANG.get(context);
  const url = page.url();
  const alone = context.pages().length === 1 && !page.isClosed();
  if (!alone || browser === null || lang === undefined || !url.startsWith('http')) return context.close();
  try {
    await forgetAll(page, new URL(url).origin);
    idleIn(browser, lang).push(page);
  } catch {
    // Under way to somewhere else, or crashed.
    await context.close();
  }
}

/** What tests and {@link openPage} listen to. */
const PAGE_EVENTS = [
  'pageerror',
  'console',
  'request',
  'requestfinished',
  'requestfailed',
  'response',
] as const;

async function forgetAll(page: Page, origin: string): Promise<void> {
  const context = page.context();
  for (const event of PAGE_EVENTS) page.removeAllListeners(event);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  // Away first, since a page may write while it is left; by itself, else the browser starts a new process for it.
  await page.evaluate(() => location.replace('about:blank'));
  await page.waitForURL('about:blank');
  const session = await context.newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  await session.detach();
  await context.clearCookies();
  await context.clearPermissions();
}

/** Closes whatever is open; those that wait to be opened again stay. */
export async function closePages(browser: Browser): Promise<void> {
  const idle = new Set(
    Object.values(IDLE.get(browser) ?? {}).flatMap((pages) => pages.map((page) => page.context())),
  );
  for (const context of browser.contexts()) if (!idle.has(context)) await context.close();
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
