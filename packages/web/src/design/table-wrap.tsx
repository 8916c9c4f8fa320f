import { type ReactNode, useEffect, useRef, useState } from 'react';

/**
 * A table that fits, or scrolls sideways by touch and arrow keys; on a narrow screen, where it would have to scroll, each row
 * stands as a card with the heads of its columns as labels.
 */
export function TableWrap({ label, later, children }: TableWrapProps) {
  const box = useRef<HTMLDivElement>(null);
  const [all, setAll] = useState(false);
  const shown = all ? 'table-wrap table-all' : 'table-wrap';
  useEffect(() => (box.current === null ? undefined : watch(box.current)), []);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without focus the arrow keys could not scroll it
    <div ref={box} className={shown} role="group" aria-label={label} tabIndex={0}>
      {children}
      {later !== undefined && (
        <button type="button" className="button table-later" aria-expanded={all} onClick={() => setAll(!all)}>
          {later}
        </button>
      )}
    </div>
  );
}

interface TableWrapProps {
  readonly label: string;
  /** Rows of the class `later` ask for no deed now: among cards they are folded away behind this button. */
  readonly later?: string | undefined;
  readonly children: ReactNode;
}

/** A phone, or a desk at 200 %. */
export const NARROW_PX = 720;

/** Lays the table out anew when its room or its rows change. */
function watch(box: HTMLElement): () => void {
  let width = -1;
  const onRows = new MutationObserver(() => layOut(box));
  const onRoom = new ResizeObserver(() => {
    if (box.clientWidth === width) return;
    width = box.clientWidth;
    layOut(box);
  });
  onRows.observe(box, { childList: true, subtree: true, characterData: true });
  onRoom.observe(box);
  return () => {
    onRows.disconnect();
    onRoom.disconnect();
  };
}

function layOut(box: HTMLElement): void {
  delete box.dataset.cards;
  if (window.innerWidth > NARROW_PX || box.scrollWidth <= box.clientWidth) return;
  box.dataset.cards = '';
  for (const table of box.querySelectorAll('table')) labelCells(table);
}

/** Gives each cell the head of its column. */
function labelCells(table: HTMLTableElement): void {
  const heads = [...(table.tHead?.rows[table.tHead.rows.length - 1]?.cells ?? [])].map(headText);
  for (const row of table.querySelectorAll<HTMLTableRowElement>('tbody tr, tfoot tr')) {
    let column = 0;
    for (const cell of row.cells) {
      if (cell.colSpan === 1) cell.dataset.label = heads[column] ?? '';
      cell.toggleAttribute('data-none', saysNothing(cell));
      column += cell.colSpan;
    }
  }
}

/** A dash or a bar: beside its label it would stand for nothing. */
function saysNothing(cell: HTMLTableCellElement): boolean {
  return /^[–\s]*$/.test(cell.textContent ?? '') && cell.querySelector('input, select, button, a') === null;
}

/** Without the arrows of a column that sorts; a head that is not seen is no label either. */
function headText(head: HTMLTableCellElement): string {
  if (head.querySelector('.sr-only') !== null) return '';
  const copy = head.cloneNode(true) as HTMLTableCellElement;
  for (const mark of copy.querySelectorAll('[aria-hidden="true"]')) mark.remove();
  return copy.textContent?.trim() ?? '';
}
