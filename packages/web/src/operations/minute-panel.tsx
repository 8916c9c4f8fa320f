import type { OperationsView } from '@gongji/contract';
import { TableWrap } from '../design/table-wrap.tsx';
import { useText } from '../i18n/messages.ts';
import { operationsMessages } from './operations-messages.ts';

type Minutes = OperationsView['perMinute'];

/** The last hour by minute: a picture, the same in one sentence, and the numbers behind it. */
export function MinutePanel({ perMinute }: { readonly perMinute: Minutes }) {
  const t = useText(operationsMessages);
  const settled = perMinute.reduce((sum, one) => sum + one.settlements, 0);
  const reversed = perMinute.reduce((sum, one) => sum + one.reversals, 0);
  const most = Math.max(0, ...perMinute.map((one) => one.settlements));
  const busy = perMinute.filter((one) => one.settlements + one.reversals > 0);
  return (
    <section className="panel">
      <h2>{t('perMinute')}</h2>
      <MinuteChart perMinute={perMinute} />
      <p className="small quiet">
        {busy.length === 0 ? t('quietHour') : t('perMinuteNote', { settled, reversed, most })}
      </p>
      {busy.length > 0 && (
        <details>
          <summary>{t('minuteTable')}</summary>
          <TableWrap label={t('minuteTable')}>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('minute')}</th>
                  <th scope="col" className="number">
                    {t('settlements')}
                  </th>
                  <th scope="col" className="number">
                    {t('reversals')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {busy.toReversed().map(({ minute, settlements, reversals }) => (
                  <tr key={minute}>
                    <td>{clock(minute)}</td>
                    <td className="number">{settlements}</td>
                    <td className="number">{reversals}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableWrap>
        </details>
      )}
    </section>
  );
}

const STEP = 10;
const HEIGHT = 120;
const FOOT = 22;

function MinuteChart({ perMinute }: { readonly perMinute: Minutes }) {
  const most = Math.max(1, ...perMinute.map((one) => one.settlements + one.reversals));
  const width = perMinute.length * STEP;
  const tall = (n: number): number => (n * HEIGHT) / most;
  const marks = [0, 15, 30, 45].flatMap((at) => perMinute[at] ?? []);
  return (
    <svg className="minutes" viewBox={`0 -14 ${width} ${HEIGHT + FOOT + 14}`} aria-hidden="true">
      <line x1="0" x2={width} y1={HEIGHT} y2={HEIGHT} className="axis" />
      <line x1="0" x2={width} y1="0" y2="0" className="most" />
      <text x="0" y="-3">
        {most}
      </text>
      {perMinute.map(({ minute, settlements, reversals }, i) => (
        <g key={minute}>
          <rect
            x={i * STEP + 1}
            width={STEP - 2}
            y={HEIGHT - tall(settlements)}
            height={tall(settlements)}
            className="settled"
          />
          <rect
            x={i * STEP + 1}
            width={STEP - 2}
            y={HEIGHT - tall(settlements + reversals)}
            height={tall(reversals)}
            className="reversed"
          />
        </g>
      ))}
      {marks.map(({ minute }, i) => (
        <text key={minute} x={i * 15 * STEP} y={HEIGHT + FOOT - 4}>
          {clock(minute)}
        </text>
      ))}
    </svg>
  );
}

/** An instant as the clock in China shows it, such as 09:05. */
function clock(at: string): string {
  return new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(11, 16);
}
