/**
 * An element with its properties and children. Text is always text, never markup, so nothing from the server can run.
 * `class` and `data-…`/`aria-…` are attributes; other properties are set as they are.
 */
export function element(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === 'class' || key.includes('-')) node.setAttribute(key, value);
    else node[key] = value;
  }
  node.append(...children.filter((child) => child !== undefined));
  return node;
}

/** A table from heads and rows; a head that starts with `#` is a column of numbers. */
export function table(heads, rows) {
  const shown = heads.map((head) => head.replace(/^#/, ''));
  const cell = (content, index) =>
    element('td', heads[index]?.startsWith('#') ? { class: 'number' } : {}, content);
  return element(
    'div',
    { class: 'scroll' },
    element(
      'table',
      {},
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          ...shown.map((head, i) =>
            element('th', heads[i]?.startsWith('#') ? { class: 'number' } : {}, head),
          ),
        ),
      ),
      element('tbody', {}, ...rows.map((row) => element('tr', {}, ...row.map(cell)))),
    ),
  );
}

/** 123450 → ¥1,234.50 */
export function yuan(fen) {
  const sign = fen < 0 ? '−' : '';
  const abs = Math.abs(fen);
  const whole = String(Math.floor(abs / 100)).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${sign}¥${whole}.${String(abs % 100).padStart(2, '0')}`;
}
