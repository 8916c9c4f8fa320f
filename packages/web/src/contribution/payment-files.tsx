import type { PaymentFilesView } from '@gongji/contract';
import { useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { DataTable } from '../design/data-table.tsx';
import { AsTyped } from '../design/given-name.tsx';
import { askedOf, ExportLinks, RowsNav } from '../design/list-tools.tsx';
import { timeText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { contributionMessages } from './contribution-messages.ts';

/** Below the receipts. */
const PART = 'files';
const FIRST = { sort: 'uploadedAt', order: 'desc' } as const;
const LIMIT = 10;

/** 缴费文件 that were taken, with what of each is still free; nothing before the first. */
export function PaymentFiles() {
  const t = useText(contributionMessages);
  const lang = useLang();
  const [query] = useSearchParams();
  const asked = askedOf(query, ['sort', 'order', 'after'], PART);
  const files = useApi<PaymentFilesView>(`/api/payment-files?limit=${LIMIT}&${asked}`);
  const { items = [], total = 0, totalFen = 0 } = files.data ?? {};
  if (total === 0) return null;
  return (
    <section className="panel stack">
      <h2>{t('filesTaken')}</h2>
      <p className="quiet">{t('matching', { n: total, amount: yuan(totalFen) })}</p>
      <div className="row">
        <ExportLinks path="/api/payment-files/file" asked={asked} />
      </div>
      <DataTable
        label={t('filesTaken')}
        rows={items}
        keyOf={(row) => row.fileId}
        order={{ query, first: FIRST, part: PART }}
        columns={[
          { head: t('fileName'), sort: 'name', cell: (row) => <AsTyped text={row.name} /> },
          { head: t('fileLines'), number: true, cell: (row) => row.lines },
          { head: t('amount'), sort: 'totalFen', number: true, cell: (row) => yuan(row.totalFen) },
          { head: t('fileFree'), number: true, cell: (row) => yuan(row.freeFen) },
          {
            head: t('submittedBy'),
            sort: 'uploadedAt',
            cell: (row) => (
              <>
                <span translate="no">{row.uploadedBy}</span>{' '}
                <small className="quiet nowrap">{timeText(row.uploadedAt, lang)}</small>
              </>
            ),
          },
        ]}
      />
      <RowsNav {...{ label: t('filesTaken'), query, limit: LIMIT, shown: items.length, total }} part={PART} />
    </section>
  );
}
