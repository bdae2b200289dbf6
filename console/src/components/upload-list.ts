import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import './upload-row';
import type { State } from '../api/types';
import { Watch } from '../state/observed';
import { reasons } from '../state/reasons';
import type { Progress } from '../state/upload-queue';
import { uploads } from '../state/uploads';
import { base, card } from '../styles/shared';
import { bytes, count, counted } from '../text/format';
import { type Summary, spoken, summaryOf, toShow } from '../text/upload-summary';

const MOST_SHOWN = 100;
const LEAST_BETWEEN_WORDS_MS = 2_000;

/** The files that were chosen, what is done of them, and what a person must decide. */
@customElement('sl-upload-list')
export class UploadList extends LitElement {
  static override styles = [
    base,
    card,
    css`
      .card {
        padding: 1rem 0 0.5rem;
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25rem 1rem;
        padding: 0 1.25rem 0.75rem;
      }
      .head h2 {
        margin-inline-end: auto;
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem;
      }
      wa-progress-bar {
        margin: 0 1.25rem 0.5rem;
        --track-height: 0.25rem;
        --indicator-color: var(--sl-accent);
      }
      .more {
        padding: 0.5rem 1.25rem;
      }
    `,
  ];

  @state() private words = '';
  private wordsDue = false;

  constructor() {
    super();
    new Watch(this, uploads.uploads, reasons.known);
  }

  override render(): TemplateResult | typeof nothing {
    const all = uploads.uploads.value;
    if (all.length === 0) {
      return nothing;
    }
    const summary = summaryOf(all);
    const shown = toShow(all, MOST_SHOWN);
    reasons.want(shown.flatMap(({ progress }) => imageOf(progress)));
    return html`<section class="card" aria-label="Your files">
      <div class="head">
        <h2>${headline(summary)}</h2>
        ${this.buttons(summary)}
      </div>
      ${summary.active + summary.waiting > 0
        ? html`<wa-progress-bar
            label="All files"
            value=${Math.round((100 * summary.sentBytes) / Math.max(summary.bytes, 1))}
          ></wa-progress-bar>`
        : nothing}
      <ul>
        ${repeat(
          shown,
          (upload) => upload.id,
          (upload) =>
            html`<sl-upload-row
              role="listitem"
              .upload=${upload}
              .progress=${upload.progress}
              .reason=${upload.progress.at === 'sent' ? reasons.of(upload.progress.image) : undefined}
            ></sl-upload-row>`,
        )}
      </ul>
      ${all.length > shown.length
        ? html`<p class="more quiet small">
            and ${counted(all.length - shown.length, 'more file', 'more files')}
          </p>`
        : nothing}
      <p class="spoken" role="status">${this.words}</p>
    </section>`;
  }

  /** Says how it stands, but not more often than somebody can listen. */
  override updated(): void {
    if (!this.wordsDue && uploads.uploads.value.length > 0) {
      this.wordsDue = true;
      setTimeout(() => {
        this.wordsDue = false;
        this.words = spoken(summaryOf(uploads.uploads.value));
      }, LEAST_BETWEEN_WORDS_MS);
    }
  }

  private buttons(summary: Summary): TemplateResult {
    const open = summary.waiting + summary.active;
    return html`<div class="buttons">
      ${summary.retryable > 0
        ? html`<wa-button size="s" appearance="outlined" @click=${() => uploads.retryAll()}>
            <wa-icon slot="start" name="retry"></wa-icon>Retry ${count(summary.retryable)}
          </wa-button>`
        : nothing}
      ${open > 1
        ? html`<wa-button size="s" appearance="plain" @click=${() => uploads.cancelAll()}>
            Cancel all
          </wa-button>`
        : nothing}
      ${summary.over > 0
        ? html`<wa-button size="s" appearance="plain" @click=${() => uploads.clear()}>
            Clear finished
          </wa-button>`
        : nothing}
    </div>`;
  }
}

function imageOf(progress: Progress): { id: string; state: State }[] {
  return progress.at === 'sent' && progress.state !== undefined
    ? [{ id: progress.image, state: progress.state }]
    : [];
}

function headline(summary: Summary): string {
  const open = summary.waiting + summary.active;
  return open > 0
    ? `Sending ${count(summary.total - open)} of ${count(summary.total)} · ${bytes(summary.sentBytes)} of ${bytes(summary.bytes)}`
    : `${counted(summary.total, 'file')} · ${bytes(summary.bytes)}`;
}
