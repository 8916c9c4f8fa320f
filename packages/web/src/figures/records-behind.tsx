import { useState } from 'react';
import { useApi } from '../api/client.ts';
import { type Column, DataTable } from '../design/data-table.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { useText } from '../i18n/messages.ts';
import { figuresMessages } from './figures-messages.ts';

interface RecordsBehindProps<Row> {
  /** Where the records are asked for, with a query; `after` is added for the next page. */
  readonly path: string;
  readonly title: string;
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly keyOf: (row: Row) => string;
  readonly onClose: () => void;
}

/** The records behind a number, a page at a time. */
export function RecordsBehind<Row>(props: RecordsBehindProps<Row>) {
  const { path, title, label, columns, keyOf, onClose } = props;
  const t = useText(figuresMessages);
  const [after, setAfter] = useState('');
  const page = useApi<{ readonly items: readonly Row[]; readonly next?: string | undefined }>(
    `${path}${after === '' ? '' : `&after=${after}`}`,
  );
  return (
    <section className="figures-behind">
      <div className="figures-filter">
        <h3>{title}</h3>
        <button type="button" className="button button-small" onClick={onClose}>
          {t('closeList')}
        </button>
      </div>
      <Answered query={page}>
        {({ items, next }) => (
          <>
            <DataTable label={label} columns={columns} rows={items} keyOf={keyOf} />
            {next !== undefined && (
              <button type="button" className="button button-small" onClick={() => setAfter(next)}>
                {t('more')}
              </button>
            )}
          </>
        )}
      </Answered>
    </section>
  );
}
