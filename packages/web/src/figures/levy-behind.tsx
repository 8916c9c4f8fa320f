import type { LevyBillsView } from '@gongji/contract';
import { Link } from 'react-router';
import { GivenName } from '../design/given-name.tsx';
import { yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { figuresMessages } from './figures-messages.ts';
import { payerWord } from './kind-words.ts';
import { RecordsBehind } from './records-behind.tsx';

interface Props {
  readonly path: string;
  readonly what: string;
  readonly onClose: () => void;
}

/** The bills behind what a place was billed and paid. */
export function LevyBehind({ path, what, onClose }: Props) {
  const t = useText(figuresMessages);
  const lang = useLang();
  const scheme = (one: string): string => (one === 'employee' || one === 'resident' ? t(one) : one);
  const title = t('billsBehind', { what });
  return (
    <RecordsBehind<LevyBillsView['items'][number]>
      {...{ path, title, onClose }}
      label={title}
      keyOf={(one) => one.billId}
      columns={[
        {
          head: t('billNo'),
          cell: (one) => <Link to={`/contributions/bills/${one.billId}`}>{one.billNo}</Link>,
        },
        { head: t('scheme'), cell: (one) => scheme(one.scheme) },
        { head: t('period'), cell: (one) => <span className="nowrap">{one.period}</span> },
        {
          head: t('payer'),
          cell: ({ payer, payerName }) =>
            payerName === undefined ? payerWord(payer, lang) : <GivenName name={payerName} />,
        },
        { head: t('billed'), number: true, cell: (one) => yuan(one.billedFen) },
        { head: t('paid'), number: true, cell: (one) => yuan(one.paidFen) },
      ]}
    />
  );
}
