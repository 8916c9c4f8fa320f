import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_PASSWORD } from '@gongji/server/identity';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser, openPage } from '../e2e/browser.ts';
import { PICTURES, type Picture } from './pictures.ts';

/**
 * Takes every picture of docs/screenshots, or those named: `node packages/web/scripts/take-screenshots.ts [--url URL]
 * [name …]`. Without an address it starts a demo of its own and stops it afterwards. Papers are drawn by `pdftoppm`
 * (poppler-utils); without it they are left as they are.
 */
const ROOT = join(import.meta.dirname, '../../..');
const FOLDER = join(ROOT, 'docs/screenshots');
const QUALITY = 82;
const QUIET_MS = 700;

const args = process.argv.slice(2);
const givenUrl = args[0] === '--url' ? args.splice(0, 2)[1] : undefined;
const wanted = PICTURES.filter(({ name }) => args.length === 0 || args.includes(name));

const demo = givenUrl === undefined ? await startDemo() : { url: givenUrl, stop: async () => undefined };
const browser = await openBrowser();
try {
  mkdirSync(FOLDER, { recursive: true });
  const places = await placesOf(browser, demo.url);
  for (const picture of wanted) await take(browser, demo.url, picture, places);
  if (wanted.length === PICTURES.length) writeGallery();
} finally {
  await browser.close();
  await demo.stop();
}

async function take(on: Browser, url: string, picture: Picture, places: Places): Promise<void> {
  const { page } = await openPage(on, `${url}/sign-in`, picture);
  try {
    if (picture.as !== undefined) await signIn(page.context(), url, picture.as);
    const path = picture.path.replaceAll(/\{(\w+)\}/g, (_, name: keyof Places) => places[name]);
    if (path.startsWith('/api/')) return await takePaper(page, url + path, picture.name);
    await page.goto(url + path);
    await settled(page);
    for (const selector of picture.click ?? []) {
      await page.locator(selector).first().click();
      await settled(page);
    }
    if (picture.scrollTo !== undefined) {
      await page
        .locator(picture.scrollTo)
        .first()
        .evaluate((element) => element.scrollIntoView());
      await page.waitForTimeout(QUIET_MS);
    }
    await keep(page, picture.name);
  } finally {
    await page.context().close();
  }
}

/** Everything has come, and moves no more. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => document.querySelector('.skeleton') === null);
  await page.waitForTimeout(QUIET_MS);
}

/** First sheet of a PDF, drawn by poppler and shown to the browser, which packs it as it does all others. */
async function takePaper(page: Page, address: string, name: string): Promise<void> {
  const reply = await page.request.get(address);
  if (!reply.ok()) throw new Error(`${name}: ${reply.status()} ${await reply.text()}`);
  const folder = mkdtempSync(join(tmpdir(), 'gongji-paper-'));
  try {
    const pdf = join(folder, 'paper.pdf');
    writeFileSync(pdf, await reply.body());
    execFileSync('pdftoppm', ['-png', '-r', '90', '-l', '1', pdf, join(folder, 'sheet')]);
    const [sheet] = readdirSync(folder).filter((file) => file.endsWith('.png'));
    if (sheet === undefined) throw new Error(`${name}: pdftoppm drew nothing`);
    const png = readFileSync(join(folder, sheet));
    await page.setViewportSize({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) });
    await page.goto('about:blank');
    await page.setContent(
      `<body style="margin:0"><img src="data:image/png;base64,${png.toString('base64')}">`,
    );
    await keep(page, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    process.stdout.write(`${name}: left as it is, there is no pdftoppm\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** WebP is a third of the size of PNG; Playwright's own `screenshot` does not write it, the browser does. */
async function keep(page: Page, name: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
  writeFileSync(join(FOLDER, `${name}.webp`), Buffer.from(data, 'base64'));
  process.stdout.write(`${name}\n`);
}

async function signIn(context: BrowserContext, url: string, role: string): Promise<void> {
  const reply = await context.request.post(`${url}/api/session`, {
    data: { account: `demo.${role}`, password: DEMO_PASSWORD },
    headers: { 'x-requested-by': 'gongji', origin: url },
  });
  if (!reply.ok()) throw new Error(`demo.${role} cannot sign in: ${reply.status()} ${await reply.text()}`);
}

interface Places {
  readonly bill: string;
  readonly visit: string;
  readonly day: string;
}

/** A settled stay of the demo day, with its visit and its last day. */
async function placesOf(on: Browser, url: string): Promise<Places> {
  const context = await on.newContext();
  await signIn(context, url, 'clerk');
  const read = async <T>(path: string): Promise<T> => (await context.request.get(url + path)).json() as T;
  interface Bill {
    readonly settlementId: string;
    readonly kind: string;
    readonly medType: string;
    readonly visitId: string;
    readonly endedOn: string;
  }
  const { items } = await read<{ readonly items: readonly Bill[] }>('/api/settlements?limit=200');
  const stay = items.find(({ kind, medType }) => kind === 'settlement' && medType === '21');
  if (stay === undefined) throw new Error('the demo has no settled stay: let it play its day first');
  const { visitId, endedOn } = await read<Bill>(`/api/settlements/${stay.settlementId}`);
  await context.close();
  return { bill: stay.settlementId, visit: visitId, day: endedOn };
}

async function startDemo(): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const data = mkdtempSync(join(tmpdir(), 'gongji-pictures-'));
  const child = spawn('bash', ['scripts/start.sh', '--persons', '1000'], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', GONGJI_DATA: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = async (): Promise<void> => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
  return { url: await addressOf(child), stop };
}

/** The address stands in the line that says that it serves, after the day was played. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /serving at (http:\S+?)（/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', () => reject(new Error(`the demo ended:\n${said}`)));
  });
}

/** The pictures on one page, so that whoever looks sees them all. */
function writeGallery(): void {
  const shown = PICTURES.map(({ name, zh, en }) => `### ${zh} · ${en}\n\n![${en}](${name}.webp)\n`);
  const head =
    '# Pictures 界面一览\n\nTaken from the running demo by `npm run pictures`. 由 `npm run pictures` 从运行中的示范城市截取。\n';
  writeFileSync(join(FOLDER, 'README.md'), [head, ...shown].join('\n'));
}
