import { yuan } from '../i18n/format.ts';
import { useText } from '../i18n/messages.ts';
import { type DraftLine, lineAmountHalfUp, totalOf } from './draft.ts';
import { type DeskProblem, fieldId } from './draft-problems.ts';
import { ItemTerms } from './item-terms.tsx';
import { officeMessages } from './office-messages.ts';
import { FieldProblem, invalidity } from './problem-summary.tsx';

interface LineTableProps {
  readonly lines: readonly DraftLine[];
  readonly problems: readonly DeskProblem[];
  readonly onChange: (lines: readonly DraftLine[]) => void;
}

/** The fees so far; quantity, price and approval can be changed in place. */
export function LineTable({ lines, problems, onChange }: LineTableProps) {
  const t = useText(officeMessages);
  if (lines.length === 0) return <p className="quiet">{t('noLines')}</p>;
  const change = (index: number, part: Partial<DraftLine>): void =>
    onChange(lines.map((line, i) => (i === index ? { ...line, ...part } : line)));
  return (
    <table className="table office-lines">
      <thead>
        <tr>
          <th scope="col">{t('item')}</th>
          <th scope="col" className="number">
            {t('quantity')}
          </th>
          <th scope="col" className="number">
            {t('price')}
          </th>
          <th scope="col" className="number">
            {t('amount')}
          </th>
          <th scope="col">
            <span className="sr-only">{t('removeShort')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          <LineRow
            // biome-ignore lint/suspicious/noArrayIndexKey: the same item may stand twice; its place is its identity
            key={index}
            line={line}
            index={index}
            problems={problems}
            onChange={(part) => change(index, part)}
            onRemove={() => onChange(lines.filter((_, i) => i !== index))}
          />
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={3}>
            {t('total')}
          </th>
          <td className="number">{yuan(totalOf(lines))}</td>
          <td />
        </tr>
      </tfoot>
    </table>
  );
}

interface LineRowProps {
  readonly line: DraftLine;
  readonly index: number;
  readonly problems: readonly DeskProblem[];
  readonly onChange: (part: Partial<DraftLine>) => void;
  readonly onRemove: () => void;
}

function LineRow({ line, index, problems, onChange, onRemove }: LineRowProps) {
  const t = useText(officeMessages);
  const n = index + 1;
  const amount = lineAmountHalfUp(line);
  const field = (name: string): string => `lines.${index}.${name}`;
  return (
    <tr id={fieldId(field('listCode'))} tabIndex={-1}>
      <td>
        <span lang="zh-CN">
          {line.name} <span className="quiet">{line.spec}</span>
        </span>
        <ItemTerms item={line} />
        {line.restricted && (
          <label className="office-approved">
            <input
              type="checkbox"
              checked={line.approved}
              aria-label={t('approvedOf', { n })}
              onChange={(event) => onChange({ approved: event.target.checked })}
            />{' '}
            {line.approved ? t('approved') : t('restrictedHint')}
          </label>
        )}
        <FieldProblem problems={problems} field={field('listCode')} />
      </td>
      {(['quantity', 'price'] as const).map((part) => (
        <td key={part} className="number">
          <input
            id={fieldId(field(part))}
            className="input number"
            inputMode="decimal"
            autoComplete="off"
            aria-label={t(`${part}Of`, { n })}
            value={line[part]}
            {...invalidity(problems, field(part))}
            onChange={(event) => onChange({ [part]: event.target.value.trim() })}
          />
          <FieldProblem problems={problems} field={field(part)} />
        </td>
      ))}
      <td className="number">
        {amount === undefined ? '–' : yuan(amount)}
        <FieldProblem problems={problems} field={field('amount')} />
      </td>
      <td>
        <button
          type="button"
          className="button button-plain button-small"
          aria-label={t('remove', { n })}
          onClick={onRemove}
        >
          {t('removeShort')}
        </button>
      </td>
    </tr>
  );
}
