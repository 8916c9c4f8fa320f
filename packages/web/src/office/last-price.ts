const NAME = 'gongji.office.prices';
const MOST = 500;

/** The price last entered for an item at this computer; an institution charges the same most of the time. */
export function lastPrice(listCode: string): string {
  return prices()[listCode] ?? '';
}

export function keepPrice(listCode: string, price: string): void {
  const { [listCode]: _, ...others } = prices();
  const entries = [...Object.entries(others), [listCode, price] as const].slice(-MOST);
  try {
    localStorage.setItem(NAME, JSON.stringify(Object.fromEntries(entries)));
  } catch {
    // Typed again next time.
  }
}

function prices(): Readonly<Record<string, string>> {
  try {
    return (JSON.parse(localStorage.getItem(NAME) ?? '{}') ?? {}) as Readonly<Record<string, string>>;
  } catch {
    return {};
  }
}
