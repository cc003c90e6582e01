import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { ErrorBoundary } from './opening/ErrorBoundary.tsx';
import { fetchFirstFiles } from './opening/fetch-file.ts';

const ConnectionPage = lazy(async () => ({
  default: (await import('./hospital-it/ConnectionPage.tsx')).ConnectionPage,
}));

const place = document.getElementById('app');
if (place === null) throw new Error('missing element: app');
createRoot(place).render(
  <StrictMode>
    <ErrorBoundary>
      {window.location.hash === '#connection' ? (
        <Suspense fallback={null}>
          <ConnectionPage />
        </Suspense>
      ) : (
        <App files={fetchFirstFiles()} />
      )}
    </ErrorBoundary>
  </StrictMode>,
);
