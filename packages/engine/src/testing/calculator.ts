/**
 * A pocket calculator for the formulas of explanations: numbers, percentages, `+ − × ÷`, brackets, `min` and `max`.
 * Works in doubles; the figures of a bill are far from their limits.
 */
export function calculate(text: string): number {
  const tokens = text.match(/\d+(?:\.\d+)?%?|min|max|[-−+×÷(),]/g) ?? [];
  if (tokens.join('') !== text.replaceAll(' ', '')) throw new Error(`not a formula: ${text}`);
  let at = 0;
  const next = (): string => tokens[at++] ?? '';
  const peek = (): string => tokens[at] ?? '';
  const sum = (): number => {
    let value = product();
    while (/^[-−+]$/.test(peek())) value += next() === '+' ? product() : -product();
    return value;
  };
  const product = (): number => {
    let value = atom();
    while (/^[×÷]$/.test(peek())) value = next() === '×' ? value * atom() : value / atom();
    return value;
  };
  const list = (): number[] => {
    const values = [];
    do values.push(sum());
    while (next() === ',');
    return values;
  };
  const atom = (): number => {
    const token = next();
    if (token === '-' || token === '−') return -atom();
    if (token === '(') return list()[0] ?? Number.NaN;
    if (token === 'min' || token === 'max') {
      next();
      return Math[token](...list());
    }
    return token.endsWith('%') ? Number(token.slice(0, -1)) / 100 : Number(token);
  };
  const value = sum();
  if (at !== tokens.length) throw new Error(`not a formula: ${text}`);
  return value;
}
