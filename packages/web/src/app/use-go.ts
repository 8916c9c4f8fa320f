import { useCallback, useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';

/**
 * Opens the page of what was just made, unless its maker has gone elsewhere while it was made: nobody is taken away from
 * what he does meanwhile.
 */
export function useGo(): (path: string) => void {
  const navigate = useNavigate();
  const stands = useRef(true);
  useEffect(() => {
    stands.current = true;
    return () => {
      stands.current = false;
    };
  }, []);
  return useCallback(
    (path) => {
      if (stands.current) void navigate(path);
    },
    [navigate],
  );
}
