import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import './state-badge';
import './thumbnail';
import type { Cause, ImageLine } from '../api/types';
import { linkTo } from '../state/place';
import { base } from '../styles/shared';
import { bytes, moment, nameOf, shortMoment } from '../text/format';
import { causeInWords } from '../text/words';

/** One image in a list: its picture, its name, how it stands. */
@customElement('sl-image-card')
export class ImageCard extends LitElement {
  static override styles = [
    base,
    css`
      a {
        display: grid;
        grid-template-rows: auto 1fr;
        height: 100%;
        color: inherit;
        text-decoration: none;
        background: var(--wa-color-surface-raised);
        border: 1px solid var(--wa-color-surface-border);
        border-radius: var(--sl-radius);
        overflow: hidden;
        transition: border-color 120ms, transform 120ms;
      }
      a:hover {
        border-color: var(--wa-color-neutral-border-loud);
      }
      :host,
      li {
        height: 100%;
      }
      sl-thumbnail {
        aspect-ratio: 4 / 3;
        width: 100%;
        container-type: inline-size;
        border-block-end: 1px solid var(--sl-mat-line);
      }
      .text {
        display: grid;
        gap: 0.375rem;
        align-content: start;
        padding: 0.625rem 0.75rem 0.75rem;
        min-width: 0;
      }
      .name {
        font-weight: 550;
        font-size: 0.875rem;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .line {
        display: flex;
        justify-content: space-between;
        gap: 0.5rem;
        font-size: 0.75rem;
        color: var(--wa-color-text-quiet);
      }
      sl-state-badge {
        justify-self: start;
        margin-inline-start: -0.125rem;
      }
      .reason {
        font-size: 0.75rem;
        line-height: 1.35;
        color: var(--wa-color-text-quiet);
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 3;
        overflow: hidden;
      }
      :host([compact]) .text {
        padding: 0.4375rem 0.5rem 0.5rem;
        gap: 0.25rem;
      }
      :host([compact]) .name {
        font-size: 0.8125rem;
      }
    `,
  ];

  @property({ attribute: false }) image!: ImageLine;
  @property({ attribute: false }) now = new Date();
  @property({ attribute: false }) reason: Cause | undefined;
  @property({ type: Boolean, reflect: true }) compact = false;

  override render(): TemplateResult {
    const { image } = this;
    return html`<a href=${linkTo(['images', image.id])}>
      <sl-thumbnail .image=${image.id} .state=${image.state}></sl-thumbnail>
      <div class="text">
        <span class="name" title=${nameOf(image)}>${nameOf(image)}</span>
        ${this.compact && image.state === 'completed'
          ? nothing
          : html`<sl-state-badge .state=${image.state}></sl-state-badge>`}
        ${this.reason === undefined
          ? nothing
          : html`<span class="reason">${causeInWords(this.reason)}</span>`}
        ${this.compact
          ? nothing
          : html`<span class="line numbers">
              <span>${bytes(image.bytes)}</span>
              <time datetime=${image.receivedAt} title=${moment(image.receivedAt)}>
                ${shortMoment(image.receivedAt, this.now)}
              </time>
            </span>`}
      </div>
    </a>`;
  }
}
