import { useCallback, useEffect, useRef } from 'react';
import { useLocation, useNavigate, useNavigation } from 'react-router';

/**
 * Opens the page of what was just made, unless its maker has gone elsewhere while it was made: nobody is taken away from
 * what he does meanwhile. He has gone as soon as he asked for another page, though it may be loaded and drawn later.
 */
export function useGo(): (path: string) => void {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const { state } = useNavigation();
  const stays = useRef(true);
  useEffect(() => {
    stays.current = state === 'idle';
    return () => {
      stays.current = false;
    };
  }, [state]);
  return useCallback(
    (path) => {
      if (stays.current && window.location.pathname === pathname) void navigate(path);
    },
    [navigate, pathname],
  );
}
