import { useMemo } from 'react';
import { type LoadedEntry, usePolicy, useProgram } from '../policy/use-policy.ts';
import type { Setting } from './setting.ts';
import { withBenefitOf } from './start.ts';
import { obstacle, policyDay, type Trial, tryOut } from './trial.ts';

export interface UsedTrial {
  /** The setting with a benefit that the policy has. */
  readonly setting: Setting;
  readonly loaded: LoadedEntry | undefined;
  /** Undefined while the policy is being loaded. */
  readonly trial: Trial | undefined;
  readonly failed: boolean;
}

/** The trial of a setting, with everything it needs loaded on the way. */
export function useTrial(typed: Setting | undefined): UsedTrial | undefined {
  const policy = usePolicy(typed?.policy);
  const loaded = policy.data;
  const setting = useMemo(
    () => (typed === undefined || loaded === undefined ? typed : withBenefitOf(typed, loaded.model)),
    [typed, loaded],
  );
  const on = loaded === undefined || setting === undefined ? undefined : policyDay(setting, loaded.model);
  const program = useProgram(loaded, on);
  const trial = useMemo(() => {
    if (loaded === undefined || setting === undefined) return undefined;
    const stops = obstacle(loaded.model, setting);
    if (stops !== undefined) return stops;
    const compiled = program.data;
    return compiled === undefined || compiled.policy !== loaded.model ? undefined : tryOut(compiled, setting);
  }, [loaded, setting, program.data]);
  return setting === undefined
    ? undefined
    : { setting, loaded, trial, failed: policy.isError || program.isError };
}
