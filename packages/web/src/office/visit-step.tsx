import type { OfficeVisitView } from '@gongji/contract';
import { type SyntheticEvent, useEffect, useRef } from 'react';
import { usePost } from '../api/use-post.ts';
import { ChoiceField, SelectField, TextField } from '../design/fields.tsx';
import { dateText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useLabel, usePick, useText } from '../i18n/messages.ts';
import { SCHEMES } from '../policy/words.ts';
import { type Draft, type MedType, visitOf } from './draft.ts';
import { type DeskProblem, fieldId, visitProblems } from './draft-problems.ts';
import { officeMessages } from './office-messages.ts';
import { FieldProblem } from './problem-summary.tsx';

interface VisitStepProps {
  readonly draft: Draft;
  readonly place: 'hospital' | 'pharmacy';
  readonly problems: readonly DeskProblem[];
  readonly onChange: (change: Partial<Draft>) => void;
  readonly onProblems: (problems: readonly DeskProblem[]) => void;
  readonly onFailed: (error: unknown) => void;
}

const MED_WORDS = { '11': 'med11', '13': 'med13', '14': 'med14' } as const;

/** Scheme, kind of care, day and account; in a hospital it ends with the registration. Enter takes what is proposed. */
export function VisitStep(props: VisitStepProps) {
  const t = useText(officeMessages);
  const { draft, place } = props;
  return (
    <section className="panel office-step">
      <h2>{place === 'pharmacy' ? t('purchase') : t('visit')}</h2>
      {draft.open ? <VisitDone draft={draft} /> : <VisitForm {...props} />}
    </section>
  );
}

function VisitDone({ draft }: { readonly draft: Draft }) {
  const t = useText(officeMessages);
  const label = useLabel();
  const lang = useLang();
  const scheme = draft.person?.schemes.find(({ insutype }) => insutype === draft.insutype);
  const kind = draft.medType === '41' ? [] : [t(MED_WORDS[draft.medType])];
  const disease = draft.person?.diseases.find(({ code }) => code === draft.diseaseCode)?.name;
  const words = [scheme === undefined ? '' : label(SCHEMES[scheme.scheme]), ...kind];
  return (
    <p className="office-person">
      <span>{words.join(' · ')}</span>
      {draft.medType === '14' && <span lang="zh-CN">{disease}</span>}
      <span className="quiet nowrap">{dateText(draft.begunAt.slice(0, 10), lang)}</span>
      {draft.visitId !== undefined && <span className="tag tag-good">{t('registered')}</span>}
    </p>
  );
}

function VisitForm({ draft, place, problems, onChange, onProblems, onFailed }: VisitStepProps) {
  const t = useText(officeMessages);
  const { busy, post } = usePost();
  const submit = useRef<HTMLButtonElement>(null);
  useEffect(() => submit.current?.focus(), []);
  const register = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const wrong = visitProblems(draft);
    onProblems(wrong);
    if (wrong.length > 0) return;
    if (place === 'pharmacy') return onChange({ open: true });
    try {
      const { visitId } = await post<OfficeVisitView>('/api/office/visits', visitOf(draft));
      onChange({ open: true, visitId });
    } catch (error) {
      onFailed(error);
    }
  };
  return (
    <form className="office-visit" onSubmit={(event) => void register(event)}>
      <SchemeField draft={draft} onChange={onChange} problems={problems} />
      {place === 'hospital' && (
        <ChoiceField
          label={t('medType')}
          value={draft.medType}
          options={(['11', '13', '14'] as const).map((value) => ({ value, text: t(MED_WORDS[value]) }))}
          onChange={(medType) => onChange({ medType: medType as MedType })}
        />
      )}
      {draft.medType === '14' && <DiseaseField draft={draft} onChange={onChange} problems={problems} />}
      <ChoiceField
        label={t('account')}
        value={draft.account}
        options={[
          { value: 'own', text: t('accountOwn') },
          { value: 'own-and-family', text: t('accountFamily') },
          { value: 'none', text: t('accountNone') },
        ]}
        onChange={(account) => onChange({ account: account as Draft['account'] })}
      />
      <DayField draft={draft} onChange={onChange} problems={problems} />
      <button ref={submit} type="submit" className="button button-strong" aria-busy={busy}>
        {busy ? t('registering') : place === 'pharmacy' ? t('begin') : t('register')}
      </button>
    </form>
  );
}

type PartProps = Pick<VisitStepProps, 'draft' | 'onChange' | 'problems'>;

function SchemeField({ draft, onChange, problems }: PartProps) {
  const t = useText(officeMessages);
  const label = useLabel();
  const options = (draft.person?.schemes ?? []).map(({ insutype, scheme, state }) => ({
    value: insutype,
    text: state === 'live' ? label(SCHEMES[scheme]) : `${label(SCHEMES[scheme])} (${t(state)})`,
  }));
  return (
    <div id={fieldId('insutype')} tabIndex={-1}>
      <ChoiceField
        label={t('scheme')}
        value={draft.insutype}
        options={options}
        onChange={(insutype) => onChange({ insutype })}
      />
      <FieldProblem problems={problems} field="insutype" />
    </div>
  );
}

function DiseaseField({ draft, onChange, problems }: PartProps) {
  const t = useText(officeMessages);
  const pick = usePick();
  const wrong = problems.find(({ field }) => field === 'diseaseCode');
  return (
    <SelectField
      id={fieldId('diseaseCode')}
      label={t('disease')}
      error={wrong === undefined ? undefined : pick(wrong.message)}
      value={draft.diseaseCode}
      options={[
        { value: '', text: t('chooseDisease') },
        ...(draft.person?.diseases ?? []).map(({ code, name }) => ({ value: code, text: name })),
      ]}
      onChange={(diseaseCode) => onChange({ diseaseCode })}
    />
  );
}

function DayField({ draft, onChange, problems }: PartProps) {
  const t = useText(officeMessages);
  const pick = usePick();
  const wrong = problems.find(({ field }) => field === 'begunAt');
  return (
    <TextField
      id={fieldId('begunAt')}
      type="date"
      label={t('day')}
      error={wrong === undefined ? undefined : pick(wrong.message)}
      value={draft.begunAt.slice(0, 10)}
      onChange={(day) => {
        if (day !== '') onChange({ begunAt: `${day}${draft.begunAt.slice(10)}` });
      }}
    />
  );
}
