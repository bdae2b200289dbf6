import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base } from '../styles/shared';

/** Why there is nothing to see, and what to do about it. */
@customElement('sl-empty-state')
export class EmptyState extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        justify-items: center;
        gap: 0.5rem;
        padding: 3rem 1rem;
        text-align: center;
      }
      wa-icon {
        font-size: 2.25rem;
        color: var(--wa-color-text-quiet);
        opacity: 0.7;
        margin-bottom: 0.25rem;
      }
      p {
        max-width: 30rem;
        color: var(--wa-color-text-quiet);
      }
    `,
  ];

  @property() icon = 'info';
  @property() heading = '';

  override render(): TemplateResult {
    return html`
      <wa-icon name=${this.icon}></wa-icon>
      <h2>${this.heading}</h2>
      <p><slot></slot></p>
    `;
  }
}
