import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import './thumbnail';
import { previewOf } from '../api/images';
import type { ImageRecord } from '../api/types';
import { base, card } from '../styles/shared';
import { bytes, nameOf } from '../text/format';
import { STATE_WORDS } from '../text/words';

/** The preview, and all that the programs made. */
@customElement('sl-image-picture')
export class ImagePicture extends LitElement {
  static override styles = [
    base,
    card,
    css`
      .mat {
        display: grid;
        place-items: center;
        min-height: 14rem;
        padding: 1rem;
        background: var(--sl-mat);
        border: 1px solid var(--sl-mat-line);
        border-radius: var(--sl-radius);
        overflow: hidden;
      }
      img {
        display: block;
        /* The attributes give room before it comes; the picture keeps its shape in it. */
        max-width: 100%;
        height: auto;
        max-height: min(70vh, 46rem);
        object-fit: contain;
        border-radius: 2px;
      }
      .without {
        display: grid;
        justify-items: center;
        gap: 0.75rem;
        color: var(--wa-color-text-quiet);
        text-align: center;
      }
      .without wa-icon {
        font-size: 3rem;
      }
      .held {
        color: var(--sl-held);
      }
      .bad {
        color: var(--sl-bad);
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 1.25rem;
        margin-top: 0.75rem;
        font-size: 0.875rem;
      }
      li span {
        color: var(--wa-color-text-quiet);
      }
    `,
  ];

  @property({ attribute: false }) record!: ImageRecord;

  @state() private broken = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('record') && changed.get('record')?.id !== this.record.id) {
      this.broken = false;
    }
  }

  override render(): TemplateResult {
    const { record } = this;
    const hasPreview = record.outputs.some(({ name }) => name === 'preview.jpg');
    const ratio = record.probe;
    return html`
      <div class="mat">
        ${hasPreview && !this.broken
          ? html`<img
              src=${previewOf(record.id)}
              alt="Preview of ${nameOf(record)}"
              width=${ratio === undefined ? nothing : upright(ratio)[0]}
              height=${ratio === undefined ? nothing : upright(ratio)[1]}
              @error=${() => (this.broken = true)}
            />`
          : this.without()}
      </div>
      ${record.outputs.length === 0
        ? nothing
        : html`<ul aria-label="What the programs made">
            ${record.outputs.map(
              (output) => html`<li>
                <a href=${output.href} download>${output.program}/${output.name}</a>
                <span class="numbers">${bytes(output.bytes)}</span>
              </li>`,
            )}
          </ul>`}
    `;
  }

  private without(): TemplateResult {
    const { tone, icon } = STATE_WORDS[this.record.state];
    const words = {
      received: 'Its picture comes when it has been scanned and processed.',
      claimed: 'Its picture comes when it has been scanned and processed.',
      completed: 'There is no preview of it.',
      quarantined: 'No picture: nobody reads an image in quarantine.',
      failed: 'No picture: it could not be processed.',
    }[this.record.state];
    return html`<div class="without ${tone}">
      <wa-icon name=${icon}></wa-icon>
      <p class="quiet">${words}</p>
    </div>`;
  }
}

/** The size of the preview, so that nothing jumps when it comes: at most 1600 pixels, upright. */
function upright(probe: { width: number; height: number; orientation: number }): [number, number] {
  const turned = probe.orientation >= 5;
  const [width, height] = turned ? [probe.height, probe.width] : [probe.width, probe.height];
  const scale = Math.min(1, 1600 / Math.max(width, height));
  return [Math.round(width * scale), Math.round(height * scale)];
}
