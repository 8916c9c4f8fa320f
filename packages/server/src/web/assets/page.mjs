import { showBill } from './bill.mjs';
import { element, yuan } from './element.mjs';
import { WORDS } from './words.mjs';

const REFRESH_MS = 3000;
const byId = (id) => document.getElementById(id);
const state = {
  lang: localStorage.getItem('gongji.lang') ?? 'zh',
  token: sessionStorage.getItem('gongji.token') ?? '',
};
const t = (key) => (WORDS[key] ?? [key, key])[state.lang === 'zh' ? 0 : 1];

/** Answers the body; throws an Error with the status for anything that is not a success. */
async function get(path) {
  const answer = await fetch(path, { headers: { authorization: `Bearer ${state.token}` } });
  if (!answer.ok) throw Object.assign(new Error(path), { status: answer.status });
  return answer.json();
}

function showLanguage() {
  document.documentElement.lang = state.lang === 'zh' ? 'zh-CN' : 'en';
  for (const node of document.querySelectorAll('[data-t]')) node.textContent = t(node.dataset.t);
  byId('language').textContent = state.lang === 'zh' ? 'English' : '中文';
  byId('language').lang = state.lang === 'zh' ? 'en' : 'zh-CN';
  showAddresses();
}

function showAddresses() {
  const rows = [
    ['providerInterface', 'POST', '/fsi/api/…'],
    ['rest', 'GET', '/api/docs'],
    ['health', 'GET', '/health/ready'],
    ['metrics', 'GET', '/metrics'],
  ];
  byId('addresses').replaceChildren(
    ...rows.flatMap(([word, method, path]) => [
      element('dt', {}, t(word)),
      element(
        'dd',
        {},
        method === 'GET'
          ? element('a', { href: path }, `${location.origin}${path}`)
          : `${method} ${location.origin}${path}`,
      ),
    ]),
  );
}

function showFigures(day) {
  const figure = (title, value, note = '', bad = false) =>
    element(
      'div',
      { class: bad ? 'figure bad' : 'figure' },
      element('span', {}, title),
      element('b', {}, value),
      element('small', {}, note),
    );
  byId('figures').replaceChildren(
    figure(t('settlements'), day.settlements.toLocaleString('en'), `${t('reversals')} ${day.reversals}`),
    figure(t('total'), yuan(day.totalFen)),
    figure(t('fundPaid'), yuan(day.fundFen)),
    figure(
      t('personPaid'),
      yuan(day.accountFen + day.cashFen),
      `${t('accountPart')} ${yuan(day.accountFen)}`,
    ),
    figure(t('ledger'), t(day.balanced ? 'balanced' : 'unbalanced'), t('ledgerNote'), !day.balanced),
    figure(
      t('persons'),
      day.persons.toLocaleString('en'),
      `${day.institutions.toLocaleString('en')} ${t('institutions')}`,
    ),
  );
}

function showFunds(byFund) {
  const most = Math.max(1, ...byFund.map((f) => Math.abs(f.amountFen)));
  const rows = byFund.flatMap((fund) => {
    const share = element('i', { class: 'fund' });
    share.style.width = `${(Math.abs(fund.amountFen) / most) * 100}%`;
    return [
      element(
        'div',
        { class: 'fund-row' },
        element('span', {}, fund.name[state.lang]),
        element('b', {}, yuan(fund.amountFen)),
      ),
      element('div', { class: 'bar' }, share),
    ];
  });
  byId('funds').replaceChildren(...(rows.length > 0 ? rows : [element('p', { class: 'empty' }, '—')]));
}

function showBills(items) {
  if (items.length === 0) {
    byId('bills').replaceChildren(element('p', { class: 'empty' }, t('none')));
    return;
  }
  const heads = ['time', 'person', 'institution', 'kind', '#cost', '#fund', '#account', '#cash'];
  const head = (key) =>
    element('th', key.startsWith('#') ? { class: 'number' } : {}, t(key.replace('#', '')));
  byId('bills').replaceChildren(
    element(
      'table',
      {},
      element('thead', {}, element('tr', {}, ...heads.map(head))),
      element('tbody', {}, ...items.map(billRow)),
    ),
  );
}

function billRow(bill) {
  const mark = bill.kind === 'reversal' ? 'reversal' : bill.reversedBy === undefined ? '' : 'reversed';
  const open = () => openBill(bill.settlementId);
  const amount = (fen, wide) => element('td', { class: wide ? 'number wide' : 'number' }, yuan(fen));
  const tag = element('span', { class: 'tag' }, mark === '' ? t(bill.scheme) : t(mark));
  return element(
    'tr',
    { class: mark, tabIndex: 0, onclick: open, onkeydown: (event) => event.key === 'Enter' && open() },
    element(
      'td',
      {},
      new Date(bill.settledAt).toLocaleTimeString('zh-CN', { hour12: false, timeZone: 'Asia/Shanghai' }),
    ),
    element('td', {}, bill.person.name),
    element('td', {}, bill.institutionName),
    element('td', {}, tag),
    amount(bill.totalFen, false),
    amount(bill.fundFen, true),
    amount(bill.accountFen, true),
    amount(bill.cashFen, true),
  );
}

async function openBill(id) {
  const [bill, explanation] = await Promise.all([
    get(`/api/settlements/${id}`),
    get(`/api/settlements/${id}/explanation?lang=${state.lang}`),
  ]);
  showBill(byId('bill'), bill, explanation, { t, lang: state.lang });
}

function showHealth(word, mark) {
  const health = document.querySelector('.health');
  health.className = `health ${mark}`;
  const label = health.querySelector('span');
  label.dataset.t = word;
  label.textContent = t(word);
}

async function refresh() {
  try {
    const ready = await fetch('/health/ready');
    showHealth(ready.ok ? 'ready' : 'notReady', ready.ok ? 'ready' : 'broken');
    if (state.token === '') return await signIn();
    const [day, page] = await Promise.all([get('/api/overview'), get('/api/settlements?limit=12')]);
    byId('sign-in').hidden = true;
    showFigures(day);
    showFunds(day.byFund);
    showBills(page.items);
  } catch (error) {
    if (error.status === 401 || error.status === 403) await signIn();
    else if (error.status === undefined) showHealth('away', 'broken');
  }
}

/** A demo installation gives its own token away; any other asks for one. */
async function signIn() {
  const demo = await fetch('/api/demo-token');
  const token = demo.ok ? (await demo.json()).token : '';
  if (token === '' || token === state.token) {
    byId('sign-in').hidden = false;
    return;
  }
  await useToken(token);
}

function useToken(token) {
  state.token = token;
  sessionStorage.setItem('gongji.token', token);
  return refresh();
}

byId('language').addEventListener('click', () => {
  state.lang = state.lang === 'zh' ? 'en' : 'zh';
  localStorage.setItem('gongji.lang', state.lang);
  showLanguage();
  refresh();
});
byId('sign-in').addEventListener('submit', (event) => {
  event.preventDefault();
  useToken(byId('token').value);
});
byId('bill').addEventListener('click', (event) => event.target === byId('bill') && byId('bill').close());
showLanguage();
refresh();
setInterval(() => document.visibilityState === 'visible' && refresh(), REFRESH_MS);
