import { useEffect, useState } from 'react';
import { forgetFile, keepFile, readKeptFile } from './file-storage.ts';
import { useDraftName } from './use-kept.ts';

export interface KeptFile {
  readonly file: File | undefined;
  readonly choose: (file: File | undefined) => void;
  /** After it was sent: nothing is kept, what is chosen stays on the screen. */
  readonly sent: () => void;
  /** It was chosen before a reload, a crash or a new sign-in. */
  readonly restored: boolean;
}

/** The file chosen in a form, kept until it is sent as what is typed is; `form` names the form and what it is about. */
export function useKeptFile(form: string): KeptFile {
  const name = useDraftName(`file ${form}`);
  const [{ file, restored }, setNow] = useState<Pick<KeptFile, 'file' | 'restored'>>({
    file: undefined,
    restored: false,
  });
  useEffect(() => {
    let stands = true;
    void readKeptFile(name).then((found) => {
      if (stands && found !== undefined)
        setNow((now) => (now.file === undefined ? { file: found, restored: true } : now));
    });
    return () => {
      stands = false;
    };
  }, [name]);
  return {
    file,
    restored,
    choose: (next) => {
      setNow({ file: next, restored: false });
      void (next === undefined ? forgetFile(name) : keepFile(name, next));
    },
    sent: () => {
      void forgetFile(name);
      setNow({ file, restored: false });
    },
  };
}
