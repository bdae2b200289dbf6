import { css, html, LitElement, svg, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base } from '../styles/shared';

/** The lamp and the name. */
@customElement('sl-brand-mark')
export class BrandMark extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: inline-flex;
        align-items: center;
        gap: 0.625rem;
        font-weight: 650;
        font-size: 1.0625rem;
        letter-spacing: -0.02em;
        color: var(--wa-color-text-normal);
      }
      svg {
        width: 1.75em;
        height: 1.75em;
        flex: none;
        overflow: visible;
      }
      .shade {
        fill: var(--wa-color-text-normal);
      }
      .lens {
        fill: var(--sl-accent);
      }
      .light {
        fill: var(--sl-glow);
      }
    `,
  ];

  @property({ type: Boolean }) lampOnly = false;

  override render(): TemplateResult {
    return html`<svg viewBox="0 0 28 28" aria-hidden="true">${LAMP}</svg>${this.lampOnly
        ? ''
        : 'Safelight'}`;
  }
}

const LAMP = svg`
  <circle class="light" cx="14" cy="14" r="16"></circle>
  <path class="shade" d="M12.900 2h2.200v3.100h-2.200ZM4.500 15.500a9.500 9.500 0 0 1 19 0Z"></path>
  <path class="lens" d="M7 17.250h14a7 7 0 0 1-14 0Z"></path>`;
