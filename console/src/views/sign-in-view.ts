import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import '../components/brand-mark';
import { isUnauthenticated } from '../api/http';
import { textOf } from '../api/problem';
import { signIn } from '../state/session';
import { base } from '../styles/shared';

/** The door. */
@customElement('sl-sign-in-view')
export class SignInView extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        place-items: center;
        min-height: 100vh;
        min-height: 100dvh;
        padding: 1.5rem;
        background: radial-gradient(60rem 40rem at 50% -8rem, var(--sl-glow), transparent 70%);
      }
      main {
        width: min(100%, 25rem);
        display: grid;
        gap: 1.75rem;
      }
      sl-brand-mark {
        font-size: 1.5rem;
        justify-self: center;
      }
      form {
        display: grid;
        gap: 1.125rem;
        padding: 1.75rem;
        background: var(--wa-color-surface-raised);
        border: 1px solid var(--wa-color-surface-border);
        border-radius: calc(var(--sl-radius) * 1.25);
        box-shadow: var(--sl-shadow);
      }
      h1 {
        font-size: 1.25rem;
      }
      .error {
        display: flex;
        gap: 0.5rem;
        color: var(--sl-accent);
        font-weight: 500;
        font-size: 0.9375rem;
      }
      .error wa-icon {
        font-size: 1.25rem;
        flex: none;
      }
      .help {
        font-size: 0.8125rem;
        color: var(--wa-color-text-quiet);
        display: grid;
        gap: 0.25rem;
        padding-inline: 0.5rem;
      }
      .help code {
        display: block;
        color: var(--wa-color-text-normal);
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property() because: string | undefined;

  @state() private error: string | undefined;
  @state() private busy = false;
  @query('wa-input') private readonly input!: HTMLInputElement;

  override render(): TemplateResult {
    return html`<main>
      <sl-brand-mark></sl-brand-mark>
      <form @submit=${this.submit} novalidate>
        <h1>Sign in</h1>
        ${this.because === undefined ? nothing : html`<p class="quiet">${this.because}</p>`}
        <wa-input
          label="Token"
          name="token"
          type="password"
          placeholder="sl_…"
          autocomplete="current-password"
          autocapitalize="off"
          spellcheck="false"
          password-toggle
        ></wa-input>
        <div role="alert">
          ${this.error === undefined
            ? nothing
            : html`<p class="error"><wa-icon name="circle-xmark"></wa-icon>${this.error}</p>`}
        </div>
        <wa-button type="submit" variant="brand" ?loading=${this.busy}>Sign in</wa-button>
      </form>
      <div class="help">
        <p>An administrator makes a token for you:</p>
        <code>./safelight token create --tenant acme --principal you@acme.example</code>
        <p>On your own machine the first one is in <code>data/admin.token</code></p>
      </div>
    </main>`;
  }

  protected override async firstUpdated(_changed: PropertyValues): Promise<void> {
    await customElements.whenDefined('wa-input');
    this.input.focus();
  }

  private readonly submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const token = (this.input.value ?? '').trim();
    if (this.busy) {
      return;
    }
    if (token === '') {
      this.error = 'Type or paste your token.';
      this.input.focus();
      return;
    }
    this.busy = true;
    this.error = undefined;
    try {
      await signIn(token);
    } catch (error) {
      this.error = isUnauthenticated(error)
        ? 'This token is not valid. Check that it is whole: it begins with sl_.'
        : textOf(error);
      this.input.focus();
    } finally {
      this.busy = false;
    }
  };
}
