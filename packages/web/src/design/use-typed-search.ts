import { useEffect, useState } from 'react';
import { useNavigation, useSearchParams } from 'react-router';
import { addressWith, askedOf } from './list-tools.tsx';

const PAUSE_MS = 200;

/**
 * What is typed into the search of a list, which stands in the address (`q`) once the typing pauses: not when its reader
 * has gone on to a result meanwhile, whom it would lead back.
 */
export function useTypedSearch(part?: string) {
  const [address, setAddress] = useSearchParams();
  const { state } = useNavigation();
  const searched = askedOf(address, ['q'], part).get('q') ?? '';
  const [typed, setTyped] = useState(searched);
  const q = typed.trim();
  useEffect(() => {
    if (q === searched || state !== 'idle') return;
    const timer = setTimeout(() => {
      if (new URLSearchParams(location.search).toString() !== address.toString()) return;
      setAddress(new URLSearchParams(addressWith(address, { q }, part)), { replace: true });
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [q, searched, state, address, part, setAddress]);
  return [typed, setTyped] as const;
}
