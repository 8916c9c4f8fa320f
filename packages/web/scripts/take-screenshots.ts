import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DESK, openBrowser, openPage, PHONE } from '../e2e/browser.ts';

/**
 * Takes the pictures of docs/screenshots from a running demo: `node packages/web/scripts/take-screenshots.ts URL`.
 */
const [, , url] = process.argv;
if (url === undefined) throw new Error('give the address of a running demo, such as http://127.0.0.1:8070');
const folder = join(import.meta.dirname, '../../../docs/screenshots');
mkdirSync(folder, { recursive: true });

const TRIAL =
  '/calculator#p=showcase.employee&b=inpatient&from=2026-05-01&to=2026-05-10&f.personStatus=retired&f.civilServant=true&a=52000&bb=18000&bf=10&c=2600&acct=1200';

const SHOTS = [
  { name: 'calculator', path: TRIAL, size: DESK, lang: 'zh', theme: 'light' },
  { name: 'calculator-en-dark', path: TRIAL, size: DESK, lang: 'en', theme: 'dark' },
  { name: 'calculator-phone', path: TRIAL, size: PHONE, lang: 'zh', theme: 'light', scrollTo: '#result' },
  { name: 'compare', path: `${TRIAL}&vp=showcase.employee&vy=2027`, size: DESK, lang: 'zh', theme: 'light' },
  { name: 'explanation', path: TRIAL, size: DESK, lang: 'zh', theme: 'light', scrollTo: '#steps' },
  {
    name: 'policy-standards',
    path: '/policies/showcase.employee?part=standards',
    size: DESK,
    lang: 'zh',
    theme: 'light',
  },
  {
    name: 'policy-steps',
    path: '/policies/showcase.employee?part=steps',
    size: DESK,
    lang: 'zh',
    theme: 'light',
  },
  {
    name: 'policy-changes',
    path: '/policies/showcase.employee?part=changes',
    size: DESK,
    lang: 'zh',
    theme: 'light',
  },
  {
    name: 'policy-cases-en',
    path: '/policies/showcase.resident?part=cases',
    size: DESK,
    lang: 'en',
    theme: 'light',
  },
  { name: 'sign-in', path: '/sign-in', size: DESK, lang: 'zh', theme: 'light' },
  { name: 'settlements', path: '/settlements', size: DESK, lang: 'zh', theme: 'light', signIn: true },
  {
    name: 'bill',
    path: '/settlements',
    size: DESK,
    lang: 'zh',
    theme: 'light',
    signIn: true,
    open: '.bill-row:has(.tag-good) a',
  },
  {
    name: 'person',
    path: '/persons/99010000000000000005',
    size: DESK,
    lang: 'zh',
    theme: 'light',
    signIn: true,
  },
  { name: 'operations', path: '/operations', size: DESK, lang: 'zh', theme: 'light', signIn: true },
] as const;

const SETTLE_MS = 900;
const browser = await openBrowser();
for (const shot of SHOTS) {
  const { page } = await openPage(browser, `${url}${'signIn' in shot ? '/sign-in' : shot.path}`, shot);
  if ('signIn' in shot) {
    await page.getByRole('button', { name: '稽核', exact: true }).click();
    await page.waitForURL(`${url}/`);
    await page.goto(`${url}${shot.path}`);
  }
  await page.waitForTimeout(SETTLE_MS);
  if ('open' in shot) {
    await page.locator(shot.open).nth(2).click();
    await page.waitForTimeout(SETTLE_MS);
  }
  if ('scrollTo' in shot) {
    await page.locator(shot.scrollTo).evaluate((element) => element.scrollIntoView());
    await page.waitForTimeout(SETTLE_MS);
  }
  await page.screenshot({ path: join(folder, `${shot.name}.png`) });
  await page.context().close();
}
await browser.close();
