import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ImageRecord } from '../api/types';
import { base } from '../styles/shared';
import { countdown, moment } from '../text/format';

const LAST_DAY_MS = 86_400_000;

/** How long the image still lives, to the second. */
@customElement('sl-expiry-countdown')
export class ExpiryCountdown extends LitElement {
  static override styles = [
    base,
    css`
      .left {
        font-size: 1.375rem;
        font-weight: 620;
        letter-spacing: -0.015em;
        line-height: 1.25;
      }
      .soon {
        color: var(--sl-accent);
      }
      svg {
        display: block;
        width: 100%;
        height: 0.375rem;
        margin: 0.75rem 0 0.625rem;
        border-radius: 99px;
        background: var(--sl-mat);
      }
      rect {
        fill: var(--sl-accent);
      }
      p.small {
        color: var(--wa-color-text-quiet);
      }
    `,
  ];

  @property({ attribute: false }) image!: ImageRecord;

  @state() private now = Date.now();

  private timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => (this.now = Date.now()), 1_000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  override render(): TemplateResult {
    const { receivedAt, expiresAt, expiryBucket } = this.image;
    const end = Date.parse(expiresAt);
    const left = end - this.now;
    const part = Math.min(Math.max(left / (end - Date.parse(receivedAt)), 0), 1);
    return html`
      <p class="left numbers ${left < LAST_DAY_MS ? 'soon' : ''}" role="timer">
        ${left > 0 ? html`<span class="spoken">It is gone in </span>${countdown(left)}` : 'Its time is over'}
      </p>
      <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
        <rect width=${part * 100} height="1"></rect>
      </svg>
      <p class="small">
        Nobody reads it any more from ${moment(expiresAt)} on. It is filed under the hour
        <code>${expiryBucket}</code> (UTC).
      </p>
    `;
  }
}
