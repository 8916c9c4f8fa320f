import { Icon } from '../app/icons.tsx';
import { ChoiceField, TextField } from '../design/fields.tsx';
import { useLabel, useText } from '../i18n/messages.ts';
import { lineKindWord } from '../policy/words.ts';
import { calculatorMessages } from './calculator-messages.ts';
import {
  type ClassCost,
  type CostSetting,
  EXAMPLE_COST,
  type LineSetting,
  NEW_LINE,
  type Setting,
} from './setting.ts';
import type { Change } from './use-setting.ts';

interface CostProps {
  readonly setting: Setting;
  readonly change: Change;
  readonly errorOf: (field: string) => string | undefined;
  /** Kinds of item that the policy tells apart; offered first. */
  readonly kinds: readonly string[];
}

export function CostFields({ setting: { cost }, change, errorOf, kinds }: CostProps) {
  const t = useText(calculatorMessages);
  const set = (next: CostSetting): void => change((s) => ({ ...s, cost: next }));
  return (
    <>
      <ChoiceField
        label={t('groupCost')}
        hideLabel
        value={cost.kind}
        options={[
          { value: 'classes', text: t('costClasses') },
          { value: 'lines', text: t('costLines') },
        ]}
        onChange={(kind) => set(kind === 'lines' ? asLines(cost) : EXAMPLE_COST)}
      />
      {cost.kind === 'classes' ? (
        <ClassFields cost={cost} set={set} errorOf={errorOf} />
      ) : (
        <LineFields
          lines={cost.lines}
          set={(lines) => set({ kind: 'lines', lines })}
          errorOf={errorOf}
          kinds={kinds}
        />
      )}
      {errorOf('cost') !== undefined && <p className="field-error">{errorOf('cost')}</p>}
    </>
  );
}

/** Totals become lines of the same money, so that switching never changes the bill. */
function asLines(cost: CostSetting): CostSetting {
  if (cost.kind === 'lines') return cost;
  const lines: readonly LineSetting[] = [
    { itemClass: 'A', kind: 'other', amount: cost.a, firstPay: '' },
    { itemClass: 'B', kind: 'other', amount: cost.b, firstPay: cost.bFirstPay },
    { itemClass: 'C', kind: 'other', amount: cost.c, firstPay: '' },
  ];
  return { kind: 'lines', lines: lines.filter((line) => line.amount !== '') };
}

interface ClassProps {
  readonly cost: ClassCost;
  readonly set: (cost: ClassCost) => void;
  readonly errorOf: (field: string) => string | undefined;
}

function ClassFields({ cost, set, errorOf }: ClassProps) {
  const t = useText(calculatorMessages);
  const unit = t('yuan');
  return (
    <div className="pair">
      <TextField
        id="cost-a"
        label={t('classA')}
        numeric
        unit={unit}
        value={cost.a}
        error={errorOf('a')}
        onChange={(a) => set({ ...cost, a })}
      />
      <TextField
        label={t('classC')}
        numeric
        unit={unit}
        value={cost.c}
        error={errorOf('c')}
        onChange={(c) => set({ ...cost, c })}
      />
      <TextField
        label={t('classB')}
        numeric
        unit={unit}
        value={cost.b}
        error={errorOf('b')}
        onChange={(b) => set({ ...cost, b })}
      />
      <TextField
        label={t('classBFirstPay')}
        numeric
        unit="%"
        value={cost.bFirstPay}
        error={errorOf('b.firstPay')}
        onChange={(bFirstPay) => set({ ...cost, bFirstPay })}
      />
    </div>
  );
}

interface LinesProps {
  readonly lines: readonly LineSetting[];
  readonly set: (lines: readonly LineSetting[]) => void;
  readonly errorOf: (field: string) => string | undefined;
  readonly kinds: readonly string[];
}

function LineFields({ lines, set, errorOf, kinds }: LinesProps) {
  const t = useText(calculatorMessages);
  return (
    <>
      <ul className="cost-lines">
        {lines.map((line, index) => (
          <LineRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a line has no identity but its place
            key={index}
            index={index}
            line={line}
            kinds={kinds}
            errorOf={errorOf}
            onChange={(next) => set(lines.with(index, next))}
            onRemove={() => set(lines.toSpliced(index, 1))}
          />
        ))}
      </ul>
      <button type="button" className="button button-small" onClick={() => set([...lines, NEW_LINE])}>
        <Icon name="plus" />
        {t('addLine')}
      </button>
    </>
  );
}

interface LineRowProps {
  readonly index: number;
  readonly line: LineSetting;
  readonly kinds: readonly string[];
  readonly errorOf: (field: string) => string | undefined;
  readonly onChange: (line: LineSetting) => void;
  readonly onRemove: () => void;
}

const CLASS_WORDS = {
  A: { zh: '甲类', en: 'A' },
  B: { zh: '乙类', en: 'B' },
  C: { zh: '丙类', en: 'C' },
} as const;

function LineRow({ index, line, kinds, errorOf, onChange, onRemove }: LineRowProps) {
  const t = useText(calculatorMessages);
  const label = useLabel();
  const n = index + 1;
  const error = errorOf(`line.${index}`) ?? errorOf(`line.${index}.firstPay`);
  const isB = line.itemClass === 'B';
  return (
    <li>
      <select
        className="input"
        aria-label={`${t('lineN', { n })} ${t('itemClass')}`}
        value={line.itemClass}
        onChange={({ target: { value } }) =>
          onChange({ ...line, itemClass: value === 'B' || value === 'C' ? value : 'A' })
        }
      >
        {(['A', 'B', 'C'] as const).map((value) => (
          <option key={value} value={value}>
            {label(CLASS_WORDS[value])}
          </option>
        ))}
      </select>
      <select
        className="input"
        aria-label={`${t('lineN', { n })} ${t('kind')}`}
        value={line.kind}
        onChange={({ target: { value } }) => onChange({ ...line, kind: value })}
      >
        {kinds.map((kind) => (
          <option key={kind} value={kind}>
            {label(lineKindWord(kind))}
          </option>
        ))}
      </select>
      <span className="input-unit">
        <input
          id={index === 0 ? 'cost-a' : undefined}
          className="input"
          inputMode="decimal"
          autoComplete="off"
          aria-label={`${t('lineN', { n })} ${t('amount')}`}
          aria-invalid={error !== undefined}
          value={line.amount}
          onChange={({ target: { value } }) => onChange({ ...line, amount: value })}
        />
        <span aria-hidden="true">{t('yuan')}</span>
      </span>
      <span className="input-unit">
        <input
          className="input"
          inputMode="decimal"
          autoComplete="off"
          aria-label={`${t('lineN', { n })} ${t('firstPay')}`}
          placeholder={isB ? '10' : '0'}
          value={line.firstPay}
          onChange={({ target: { value } }) => onChange({ ...line, firstPay: value })}
        />
        <span aria-hidden="true">%</span>
      </span>
      <button type="button" className="tool" aria-label={t('removeLine', { n })} onClick={onRemove}>
        <Icon name="close" />
      </button>
      {error !== undefined && <p className="field-error">{error}</p>}
    </li>
  );
}
