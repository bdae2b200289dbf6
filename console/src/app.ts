import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import './components/brand-mark';
import './components/main-menu';
import './components/notice-bar';
import { routeOf, viewOf } from './routes';
import { changes } from './state/changes';
import { Watch } from './state/observed';
import { place } from './state/place';
import { recallSession, signedIn } from './state/session';
import { base } from './styles/shared';
import './views/sign-in-view';

/** The page: who is signed in decides between the door and the rooms behind it. */
@customElement('sl-app')
export class App extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        min-height: 100vh;
        min-height: 100dvh;
      }
      .shell {
        display: grid;
        grid-template-columns: var(--sl-nav-width) minmax(0, 1fr);
        min-height: 100vh;
        min-height: 100dvh;
      }
      main {
        padding: 2rem clamp(1rem, 3vw, 2.5rem) 4rem;
        width: 100%;
        max-width: 88rem;
        margin-inline: auto;
      }
      main:focus {
        outline: none;
      }
      .skip {
        position: fixed;
        top: 0.5rem;
        left: 0.5rem;
        z-index: 20;
        padding: 0.5rem 0.875rem;
        border-radius: var(--sl-radius-s);
        background: var(--wa-color-surface-raised);
        transform: translateY(-200%);
      }
      .skip:focus {
        transform: none;
      }
      .middle {
        display: grid;
        place-items: center;
        min-height: 100vh;
        padding: 1.5rem;
      }
      .away {
        max-width: 28rem;
        display: grid;
        gap: 1rem;
        justify-items: start;
      }
      wa-spinner {
        font-size: 2rem;
        --indicator-color: var(--sl-accent);
      }
      @media (max-width: 56rem) {
        .shell {
          grid-template-columns: minmax(0, 1fr);
          grid-template-rows: auto 1fr;
        }
        main {
          padding: 1.25rem 1rem 6.5rem;
        }
      }
    `,
  ];

  private seen = '';

  constructor() {
    super();
    new Watch(this, signedIn, place);
    signedIn.subscribe(() => (signedIn.value.at === 'in' ? changes.start() : changes.stop()));
  }

  override render(): TemplateResult {
    const state = signedIn.value;
    switch (state.at) {
      case 'unknown':
        return html`<div class="middle">
          <wa-spinner role="status" aria-label="Loading"></wa-spinner>
        </div>`;
      case 'shut':
        return this.away(state.heading, state.text);
      case 'out':
        return html`<sl-sign-in-view .because=${state.because}></sl-sign-in-view>`;
      case 'in':
        return this.rooms();
    }
  }

  override updated(): void {
    const where = `${signedIn.value.at} ${place.value.segments.join('/')}`;
    if (where !== this.seen) {
      const isFirst = this.seen === '' || this.seen.startsWith('unknown');
      this.seen = where;
      this.arrived(isFirst);
    }
  }

  /** Whoever hears the page instead of seeing it is told where they are. */
  private arrived(isFirst: boolean): void {
    const label = signedIn.value.at === 'in' ? routeOf(place.value)?.label : 'Sign in';
    document.title = label === undefined ? 'Safelight' : `${label} · Safelight`;
    if (!isFirst && signedIn.value.at === 'in') {
      window.scrollTo({ top: 0, behavior: 'instant' });
      this.renderRoot.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
    }
  }

  private rooms(): TemplateResult {
    return html`
      <a class="skip" href="#main" @click=${this.skip}>Skip to the content</a>
      <div class="shell">
        <sl-main-menu></sl-main-menu>
        <main id="main" tabindex="-1">
          <sl-notice-bar></sl-notice-bar>
          ${keyed(place.value.segments.join('/'), viewOf(place.value))}
        </main>
      </div>
    `;
  }

  private away(heading: string, text: string): TemplateResult {
    return html`<div class="middle">
      <div class="away" role="alert">
        <sl-brand-mark></sl-brand-mark>
        <h1>${heading}</h1>
        <p class="quiet">${text}</p>
        <wa-button variant="brand" @click=${recallSession}>Try again</wa-button>
      </div>
    </div>`;
  }

  private readonly skip = (event: Event): void => {
    event.preventDefault();
    this.renderRoot.querySelector<HTMLElement>('main')?.focus();
  };
}
