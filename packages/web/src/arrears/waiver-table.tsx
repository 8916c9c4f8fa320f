import type { WaiverView } from '@gongji/contract';
import { useDeed } from '../api/use-deed.ts';
import { useMay } from '../app/session.tsx';
import { GivenName } from '../design/given-name.tsx';
import { Problems } from '../design/problems.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { timeText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { arrearsMessages } from './arrears-messages.ts';
import { Decide } from './decide.tsx';

/** Waivers 减免 with what this person may do about each. */
export function WaiverTable({ items }: { readonly items: readonly WaiverView[] }) {
  const t = useText(arrearsMessages);
  const lang = useLang();
  const may = useMay();
  const deed = useDeed();
  return (
    <>
      <Problems wrong={deed.wrong} />
      <TableWrap label={t('waivers')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('period')}</th>
              <th scope="col" className="number">
                {t('amount')}
              </th>
              <th scope="col">{t('reason')}</th>
              <th scope="col">{t('by')}</th>
              <th scope="col">{t('state')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((row) => (
              <tr key={row.waiverId}>
                <td>{row.period}</td>
                <td className="number">{row.amountFen === undefined ? t('allOfIt') : yuan(row.amountFen)}</td>
                <td>
                  <GivenName name={row.reason} /> <small className="quiet">{row.proofNo}</small>
                </td>
                <td>
                  <span translate="no">{row.requestedBy}</span>{' '}
                  <small className="quiet">{timeText(row.requestedAt, lang)}</small>
                </td>
                <td>
                  <Decide
                    row={row}
                    may={may('arrears.decide')}
                    path={`/api/late-fee-waivers/${row.waiverId}/decision`}
                    deed={deed}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableWrap>
    </>
  );
}
