import type { LevyAuditPage, LevyChecksView } from '@gongji/contract';
import { usePick, useText } from '../i18n/messages.ts';
import { levyMessages } from './levy-messages.ts';

interface CheckListProps {
  readonly audit: LevyAuditPage;
  readonly checks: LevyChecksView;
  readonly chosen: string;
  readonly onChoose: (check: string) => void;
}

const FAMILIES = ['fiveChecks', 'mustCheck', 'comparisons'] as const;

/** The checks by family, each with its clause, and the file that it still needs. Choosing one filters the findings. */
export function CheckList({ audit, checks, chosen, onChoose }: CheckListProps) {
  const t = useText(levyMessages);
  const pick = usePick();
  const there = new Set(audit.evidence.map((one) => one.kind));
  const nameOf = (kind: string): string => {
    const known = checks.evidence.find((one) => one.id === kind);
    return known === undefined ? kind : pick(known.name);
  };
  return (
    <nav className="panel levy-checks" aria-label={t('checks')}>
      <h2>{t('checks')}</h2>
      <button type="button" className="levy-check" aria-pressed={chosen === ''} onClick={() => onChoose('')}>
        {t('all')}
      </button>
      {FAMILIES.map((family) => (
        <section key={family}>
          <h3>{t(family)}</h3>
          {checks.checks
            .filter((one) => one.family === family)
            .map((one) => {
              const missing = one.needs.filter((kind) => !there.has(kind));
              return (
                <button
                  type="button"
                  key={one.id}
                  className="levy-check"
                  aria-pressed={chosen === one.id}
                  onClick={() => onChoose(one.id)}
                >
                  <span>{pick(one.name)}</span>
                  <small className="quiet">
                    <span translate="no" lang="zh-CN">
                      {pick(one.document)} {one.cite}
                    </span>
                    {' · '}
                    {missing.length === 0
                      ? t('ready')
                      : t('needs', { files: missing.map(nameOf).join('、') })}
                  </small>
                </button>
              );
            })}
        </section>
      ))}
    </nav>
  );
}
