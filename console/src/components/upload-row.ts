import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import './state-badge';
import './thumbnail';
import type { Cause } from '../api/types';
import { linkTo } from '../state/place';
import type { Progress, Upload } from '../state/upload-queue';
import { uploads } from '../state/uploads';
import { base } from '../styles/shared';
import { bytes } from '../text/format';
import { causeInWords, DOOR_WORDS, refusalInWords, STATE_WORDS } from '../text/words';

/** One file on its way, and then the image that it became. */
@customElement('sl-upload-row')
export class UploadRow extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template-columns: 3rem minmax(0, 1fr) auto;
        gap: 0.125rem 0.875rem;
        align-items: center;
        padding: 0.5rem 1.25rem;
        border-block-start: 1px solid var(--wa-color-surface-border);
      }
      sl-thumbnail {
        width: 3rem;
        height: 3rem;
        --radius: var(--sl-radius-s);
      }
      .name {
        display: flex;
        gap: 0.625rem;
        align-items: baseline;
        min-width: 0;
      }
      .name b,
      .name a {
        font-weight: 550;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .name a {
        color: inherit;
        text-decoration-color: var(--wa-color-neutral-border-loud);
      }
      .name span {
        flex: none;
      }
      .state {
        font-size: 0.8125rem;
        color: var(--wa-color-text-quiet);
        overflow-wrap: anywhere;
      }
      .wrong {
        color: var(--sl-accent);
      }
      .wrong b {
        font-weight: 550;
      }
      wa-progress-bar {
        --track-height: 0.375rem;
        --indicator-color: var(--sl-accent);
        margin-block: 0.375rem 0.125rem;
      }
      .actions {
        display: flex;
        align-items: center;
      }
      @media (max-width: 36rem) {
        :host {
          grid-template-columns: 3rem minmax(0, 1fr);
          padding-inline: 1rem;
        }
        sl-thumbnail {
          align-self: start;
          margin-top: 0.25rem;
        }
        .actions {
          grid-column: 2;
          margin-top: 0.125rem;
        }
        .actions wa-button {
          margin-inline-start: -0.75rem;
        }
      }
    `,
  ];

  @property({ attribute: false }) upload!: Upload;
  /** The same as the upload's; here, so that a change of it is seen. */
  @property({ attribute: false }) progress!: Progress;

  @property({ attribute: false }) reason: Cause | undefined;

  override render(): TemplateResult {
    const { progress } = this;
    const image = progress.at === 'sent' ? progress.image : undefined;
    return html`
      <sl-thumbnail
        .image=${image}
        .state=${progress.at === 'sent' ? progress.state : undefined}
      ></sl-thumbnail>
      <div>
        <div class="name">
          ${image === undefined
            ? html`<b title=${this.upload.file.name}>${this.upload.file.name}</b>`
            : html`<a href=${linkTo(['images', image])}>${this.upload.file.name}</a>`}
          <span class="quiet small numbers">${bytes(this.upload.file.size)}</span>
        </div>
        <div class="state">${this.words()}</div>
      </div>
      <div class="actions">${this.actions()}</div>
    `;
  }

  private words(): TemplateResult | string {
    const { progress } = this;
    switch (progress.at) {
      case 'waiting':
        return 'Waits for its turn to be sent';
      case 'hashing':
        return 'Taking its fingerprint …';
      case 'sending':
        return this.bar(progress.sentBytes);
      case 'pausing':
        return html`${progress.why} Trying again in a moment …`;
      case 'sent':
        if (progress.state === undefined) {
          return 'On the stream, not taken in yet';
        }
        return this.reason === undefined
          ? STATE_WORDS[progress.state].meaning
          : causeInWords(this.reason);
      case 'refused':
        return html`<span class="wrong">
          <b>${refusalInWords(progress.code)}</b> ${progress.why}
        </span>`;
      case 'cancelled':
        return 'Cancelled';
    }
  }

  private bar(sentBytes: number): TemplateResult {
    const { size, name } = this.upload.file;
    const percent = Math.min(Math.round((100 * sentBytes) / Math.max(size, 1)), 100);
    return html`<wa-progress-bar label="Sending ${name}" value=${percent}></wa-progress-bar>`;
  }

  private actions(): TemplateResult | typeof nothing {
    const { progress, upload } = this;
    switch (progress.at) {
      case 'sent':
        return html`<sl-state-badge
          .state=${progress.state ?? 'received'}
          .text=${progress.state === undefined ? DOOR_WORDS.stream.label : undefined}
        ></sl-state-badge>`;
      case 'refused':
        return progress.mayHelp ? this.retryButton() : this.removeButton();
      case 'cancelled':
        return this.retryButton();
      case 'waiting':
      case 'hashing':
      case 'sending':
      case 'pausing':
        return html`<wa-button size="s" appearance="plain" @click=${() => uploads.cancel(upload)}>
          Cancel<span class="spoken"> ${upload.file.name}</span>
        </wa-button>`;
    }
  }

  private retryButton(): TemplateResult {
    return html`<wa-button size="s" appearance="plain" @click=${() => uploads.retry(this.upload)}>
      <wa-icon slot="start" name="retry"></wa-icon>
      Retry<span class="spoken"> ${this.upload.file.name}</span>
    </wa-button>`;
  }

  private removeButton(): TemplateResult {
    return html`<wa-button size="s" appearance="plain" @click=${() => uploads.remove(this.upload)}>
      Remove<span class="spoken"> ${this.upload.file.name}</span>
    </wa-button>`;
  }
}
