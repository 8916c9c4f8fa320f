/** Where the search box is found by what wants to bring the reader there. */
export const SEARCH_INPUT = 'search';

let isWaited = false;

/** Brings the reader to the search box; when it is still on its way, as soon as it is there. */
export function focusSearch(): void {
  const input = document.getElementById(SEARCH_INPUT);
  isWaited = input === null;
  input?.focus();
}

/** Called by the search box once it is there. */
export function searchIsHere(): void {
  if (isWaited) focusSearch();
}
