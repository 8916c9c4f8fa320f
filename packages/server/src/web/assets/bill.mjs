import { element, table, yuan } from './element.mjs';

const PARTS = ['fund', 'account', 'cash', 'provider'];

/** Fills the dialog with one bill: the split, its explanation step by step, lines and postings. */
export function showBill(dialog, bill, explanation, { t, lang }) {
  const amounts = {
    fund: bill.fundFen,
    account: bill.accountFen + bill.familyAccountFen,
    cash: bill.cashFen,
    provider: bill.providerFen,
  };
  dialog.replaceChildren(
    head(dialog, bill, t),
    shareBar(amounts, bill.totalFen),
    element(
      'ul',
      { class: 'key' },
      ...PARTS.filter((part) => amounts[part] !== 0).map((part) =>
        element('li', {}, element('i', { class: part }), `${t(part)} ${yuan(amounts[part])}`),
      ),
    ),
    element('h3', {}, t('split')),
    table(
      [t('kind'), `#${t('amount')}`],
      [
        ...['inScope', 'selfPaid', 'firstPay', 'overLimit', 'deductible'].map((key) => [
          t(key),
          yuan(bill[`${key}Fen`]),
        ]),
        ...bill.payments.map((p) => [`${p.name[lang]} ${p.fundType}`, yuan(p.amountFen)]),
      ],
    ),
    element('h3', {}, t('explanation')),
    steps(explanation, lang),
    ...lines(bill, t),
    element('h3', {}, t('postings')),
    table(
      [t('debit'), t('credit'), `#${t('amount')}`],
      bill.postings.map((p) => [p.debit, p.credit, yuan(p.amountFen)]),
    ),
  );
  if (!dialog.open) dialog.showModal();
}

function head(dialog, bill, t) {
  const close = element('button', { type: 'button', onclick: () => dialog.close() }, t('close'));
  const facts = [
    bill.institutionName,
    t(bill.scheme),
    bill.person.name,
    new Date(bill.settledAt).toLocaleString('zh-CN', { hour12: false, timeZone: 'Asia/Shanghai' }),
  ];
  return element(
    'div',
    { class: 'bill-head' },
    element(
      'div',
      {},
      element('h2', { id: 'bill-title' }, yuan(bill.totalFen)),
      element('p', {}, `${facts.join(' · ')} · ${t('policy')} ${bill.policyId}`),
    ),
    close,
  );
}

/** Shares of the total as parts of a bar; widths are set as properties, which the content policy allows. */
function shareBar(amounts, total) {
  const bar = element('div', { class: 'bar' });
  for (const part of PARTS) {
    const share = element('i', { class: part });
    share.style.width = total === 0 ? '0' : `${(Math.abs(amounts[part]) / Math.abs(total)) * 100}%`;
    bar.append(share);
  }
  return bar;
}

/** Each step: its title, the sentence, the formula with the numbers put in, and the clause it rests on. */
function steps(explanation, lang) {
  return element(
    'ol',
    { class: 'steps' },
    ...explanation.steps.map((step) =>
      element(
        'li',
        {},
        element('b', {}, step.title[lang]),
        element('p', {}, step.sentence[lang]),
        ...step.formula
          .split('\n')
          .filter(Boolean)
          .map((formula) => element('code', {}, formula)),
        element('small', {}, step.clause),
      ),
    ),
  );
}

function lines(bill, t) {
  if (bill.lines.length === 0) return [];
  const keys = ['inScope', 'selfPaid', 'firstPay', 'overLimit'];
  return [
    element('h3', {}, t('lines')),
    table(
      [t('item'), ...keys.map((key) => `#${t(key)}`)],
      bill.lines.map((line) => [line.id, ...keys.map((key) => yuan(line[`${key}Fen`]))]),
    ),
  ];
}
