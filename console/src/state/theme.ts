import { Observed } from './observed';

export type Theme = 'system' | 'light' | 'dark';

const KEY = 'safelight.theme';
const dark = matchMedia('(prefers-color-scheme: dark)');

export const theme = new Observed<Theme>(remembered());

/** Applies the theme now, and again whenever it or the system's changes. */
export function followTheme(): void {
  apply();
  dark.addEventListener('change', apply);
  theme.subscribe(() => {
    remember(theme.value);
    apply();
  });
}

function apply(): void {
  const isDark = theme.value === 'dark' || (theme.value === 'system' && dark.matches);
  document.documentElement.classList.toggle('wa-dark', isDark);
  document.documentElement.classList.toggle('wa-light', !isDark);
}

/** Storage may be forbidden; then the choice lasts as long as the page. */
function remembered(): Theme {
  try {
    const text = localStorage.getItem(KEY);
    return text === 'light' || text === 'dark' ? text : 'system';
  } catch {
    return 'system';
  }
}

function remember(choice: Theme): void {
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    // Not remembered then.
  }
}
