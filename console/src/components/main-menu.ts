import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { ROUTES, routeOf } from '../routes';
import { Watch } from '../state/observed';
import { linkTo, place } from '../state/place';
import { base } from '../styles/shared';
import './brand-mark';
import './user-menu';

/** The way between the views: at the left, on a phone at the thumb. */
@customElement('sl-main-menu')
export class MainMenu extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: contents;
      }
      .side {
        position: sticky;
        top: 0;
        height: 100vh;
        height: 100dvh;
        display: flex;
        flex-direction: column;
        gap: 1.75rem;
        padding: 1.5rem 0.875rem 1rem;
        background: var(--sl-nav);
        border-inline-end: 1px solid var(--wa-color-surface-border);
      }
      .home {
        padding-inline: 0.625rem;
        text-decoration: none;
        border-radius: var(--sl-radius-s);
        align-self: start;
      }
      ul {
        display: grid;
        gap: 0.25rem;
      }
      nav a {
        position: relative;
        display: flex;
        align-items: center;
        gap: 0.75rem;
        padding: 0.5rem 0.75rem;
        border-radius: var(--sl-radius-s);
        color: var(--wa-color-text-quiet);
        text-decoration: none;
        font-weight: 500;
        transition: background var(--wa-transition-fast), color var(--wa-transition-fast);
      }
      nav a:hover {
        background: color-mix(in oklab, var(--wa-color-text-normal) 6%, transparent);
        color: var(--wa-color-text-normal);
      }
      nav a[aria-current] {
        background: var(--sl-accent-soft);
        color: var(--wa-color-text-normal);
      }
      nav a[aria-current] wa-icon {
        color: var(--sl-accent);
      }
      wa-icon {
        font-size: 1.25rem;
      }
      sl-user-menu {
        margin-top: auto;
      }
      @media (max-width: 56rem) {
        .side {
          position: static;
          height: auto;
          flex-direction: row;
          align-items: center;
          justify-content: space-between;
          padding: 0.625rem 1rem;
          border-inline-end: none;
          border-block-end: 1px solid var(--wa-color-surface-border);
        }
        sl-user-menu {
          margin: 0;
        }
        nav {
          position: fixed;
          z-index: 10;
          inset: auto 0 0 0;
          padding: 0.375rem 0.75rem calc(0.375rem + env(safe-area-inset-bottom));
          background: color-mix(in oklab, var(--sl-nav) 92%, transparent);
          backdrop-filter: blur(12px);
          border-block-start: 1px solid var(--wa-color-surface-border);
        }
        ul {
          grid-auto-flow: column;
          grid-auto-columns: 1fr;
        }
        nav a {
          flex-direction: column;
          gap: 0.125rem;
          padding: 0.375rem;
          font-size: 0.75rem;
        }
      }
    `,
  ];

  constructor() {
    super();
    new Watch(this, place);
  }

  override render(): TemplateResult {
    const current = routeOf(place.value);
    return html`
      <header class="side">
        <a class="home" href="#/" aria-label="Safelight, first page">
          <sl-brand-mark></sl-brand-mark>
        </a>
        <nav aria-label="Main">
          <ul>
            ${ROUTES.map(
              (route) => html`<li>
                <a
                  href=${linkTo(route.segment === '' ? [] : [route.segment])}
                  aria-current=${route === current ? 'page' : nothing}
                >
                  <wa-icon name=${route.icon}></wa-icon>${route.label}
                </a>
              </li>`,
            )}
          </ul>
        </nav>
        <sl-user-menu></sl-user-menu>
      </header>
    `;
  }
}
