import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { startTheme } from './app/theme.ts';
import './design/tokens.css';
import './design/base.css';
import './design/parts.css';
import './design/tables.css';
import { startLanguage } from './i18n/language.ts';

startTheme();
startLanguage();
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
