import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { Watch } from '../state/observed';
import { signedIn, signOut } from '../state/session';
import { type Theme, theme } from '../state/theme';
import { base } from '../styles/shared';

const THEMES: readonly { value: Theme; label: string; icon: string }[] = [
  { value: 'system', label: 'As the system', icon: 'contrast' },
  { value: 'light', label: 'Light', icon: 'sun' },
  { value: 'dark', label: 'Dark', icon: 'moon' },
];

/** Who is signed in; light or dark; the way out. */
@customElement('sl-user-menu')
export class UserMenu extends LitElement {
  static override styles = [
    base,
    css`
      .row {
        display: flex;
        align-items: center;
      }
      wa-dropdown {
        min-width: 0;
        flex: 1;
      }
      .who {
        display: flex;
        align-items: center;
        gap: 0.625rem;
        width: 100%;
        max-width: calc(var(--sl-nav-width) - 4.25rem);
        padding: 0.5rem 0.375rem 0.5rem 0.625rem;
        border: none;
        border-radius: var(--sl-radius-s);
        background: none;
        color: inherit;
        font: inherit;
        text-align: start;
        cursor: pointer;
      }
      .who:hover,
      .theme:hover {
        background: color-mix(in oklab, var(--wa-color-text-normal) 6%, transparent);
      }
      .who span {
        min-width: 0;
        display: grid;
        line-height: 1.25;
        font-size: 0.875rem;
        font-weight: 500;
      }
      .who b,
      .who small {
        font-weight: inherit;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .who small {
        font-size: 0.75rem;
        font-weight: 400;
        color: var(--wa-color-text-quiet);
      }
      .theme {
        display: grid;
        place-items: center;
        padding: 0.5rem;
        border: none;
        border-radius: var(--sl-radius-s);
        background: none;
        color: var(--wa-color-text-quiet);
        cursor: pointer;
      }
      wa-icon {
        font-size: 1.25rem;
        flex: none;
      }
      @media (max-width: 56rem) {
        .who {
          width: auto;
          padding: 0.5rem;
        }
        .who span {
          display: none;
        }
      }
    `,
  ];

  constructor() {
    super();
    new Watch(this, signedIn, theme);
  }

  override render(): TemplateResult {
    const state = signedIn.value;
    if (state.at !== 'in') {
      return html``;
    }
    const { principal, tenant, role } = state.session;
    const now = THEMES.find((one) => one.value === theme.value) ?? THEMES[0];
    return html`<div class="row">
      <wa-dropdown placement="top-start" distance="4" @wa-select=${this.chose}>
        <button class="who" slot="trigger" aria-label="Signed in as ${principal} of ${tenant}">
          <wa-icon name="user"></wa-icon>
          <span>
            <b>${principal}</b>
            <small>${role === 'administrator' ? 'administrator' : tenant}</small>
          </span>
        </button>
        <wa-dropdown-item value="sign-out">
          <wa-icon slot="icon" name="sign-out"></wa-icon>Sign out
        </wa-dropdown-item>
      </wa-dropdown>
      <button
        class="theme"
        title="Light or dark: ${now?.label}"
        aria-label="Light or dark: ${now?.label}"
        @click=${this.nextTheme}
      >
        <wa-icon name=${now?.icon ?? 'contrast'}></wa-icon>
      </button>
    </div>`;
  }

  private readonly nextTheme = (): void => {
    const at = THEMES.findIndex((one) => one.value === theme.value);
    theme.value = THEMES[(at + 1) % THEMES.length]?.value ?? 'system';
  };

  private readonly chose = (event: CustomEvent<{ item: { value: string } }>): void => {
    if (event.detail.item.value === 'sign-out') {
      void signOut();
    }
  };
}
