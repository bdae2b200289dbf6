import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { changes } from '../state/changes';
import { Watch } from '../state/observed';
import { notice } from '../state/session';
import { base } from '../styles/shared';

/** What every user must know, loudly; and whether the page still hears of changes. */
@customElement('sl-notice-bar')
export class NoticeBar extends LitElement {
  static override styles = [
    base,
    css`
      .bar {
        display: flex;
        align-items: flex-start;
        gap: 0.75rem;
        padding: 0.75rem 1rem;
        margin-bottom: 1.5rem;
        border-radius: var(--sl-radius);
        font-size: 0.9375rem;
        font-weight: 550;
        line-height: 1.4;
      }
      .loud {
        background: oklch(84% 0.16 85);
        color: oklch(24% 0.05 75);
      }
      .faint {
        background: var(--sl-wait-soft);
        color: var(--wa-color-text-quiet);
        font-weight: 450;
      }
      wa-icon {
        font-size: 1.25rem;
        flex: none;
        margin-top: 0.0625rem;
      }
    `,
  ];

  constructor() {
    super();
    new Watch(this, notice, changes.liveness);
  }

  override render(): TemplateResult {
    const lost = changes.liveness.value === 'lost';
    return html`
      <div role="status">
        ${notice.value === undefined
          ? nothing
          : html`<div class="bar loud">
              <wa-icon name="warning"></wa-icon><span>${notice.value}</span>
            </div>`}
        ${lost
          ? html`<div class="bar faint">
              <wa-icon name="retry"></wa-icon>
              <span>The live connection is cut. Trying again; until then states may be old.</span>
            </div>`
          : nothing}
      </div>
    `;
  }
}
