import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from 'react-router/dom';
import { KeyProvider } from './keys.tsx';
import { LateProvider } from './late-notice.tsx';
import { router } from './routes.tsx';
import { SessionProvider } from './session.tsx';

const queries = new QueryClient({
  defaultOptions: {
    // The server may stand on this machine or its own network: what the browser thinks of the internet says nothing.
    queries: { refetchOnWindowFocus: false, staleTime: 30_000, networkMode: 'always' },
  },
});

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <SessionProvider>
        <KeyProvider>
          <LateProvider>
            <RouterProvider router={router} />
          </LateProvider>
        </KeyProvider>
      </SessionProvider>
    </QueryClientProvider>
  );
}
