import { css, html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ImageRecord } from '../api/types';
import { base } from '../styles/shared';
import { duration } from '../text/format';
import { type Stop, stopsOf, type Stretch, stretchesOf, timeOf } from '../text/way';

const BAR_WIDTH = 1000;
const LEAST_WIDTH = 14;

/** The way of an image: each stop with its time, and what took how long. */
@customElement('sl-image-way')
export class ImageWay extends LitElement {
  static override styles = [
    base,
    css`
      figure {
        margin-bottom: 1.25rem;
      }
      figure svg {
        display: block;
        width: 100%;
        height: 0.625rem;
        border-radius: 99px;
      }
      .waited {
        --part: var(--wa-color-neutral-border-loud);
      }
      .scanned {
        --part: var(--sl-held);
      }
      .processed {
        --part: var(--sl-good);
      }
      .locked {
        --part: var(--sl-wait);
      }
      rect {
        fill: var(--part);
      }
      .legend {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem 1rem;
        margin-top: 0.5rem;
        font-size: 0.8125rem;
        color: var(--wa-color-text-quiet);
      }
      .legend li::before {
        content: '';
        display: inline-block;
        width: 0.5rem;
        height: 0.5rem;
        margin-inline-end: 0.375rem;
        border-radius: 99px;
        background: var(--part);
      }
      .legend b {
        color: var(--wa-color-text-normal);
        font-weight: 550;
      }
      ol li {
        position: relative;
        display: grid;
        grid-template-columns: 1.75rem minmax(0, 1fr) auto;
        gap: 0 0.75rem;
        padding-bottom: 1rem;
      }
      ol li:not(:last-child)::before {
        content: '';
        position: absolute;
        inset: 1.75rem auto 0 0.84375rem;
        border-inline-start: 2px solid var(--wa-color-surface-border);
      }
      ol li:last-child {
        padding-bottom: 0;
      }
      .sign {
        display: grid;
        place-items: center;
        width: 1.75rem;
        height: 1.75rem;
        border-radius: 99px;
        color: var(--sl-wait);
        background: var(--sl-wait-soft);
      }
      .sign.good {
        color: var(--sl-good);
        background: var(--sl-good-soft);
      }
      .sign.work {
        color: var(--sl-work);
        background: var(--sl-work-soft);
      }
      .sign.held {
        color: var(--sl-held);
        background: var(--sl-held-soft);
      }
      .sign.bad {
        color: var(--sl-bad);
        background: var(--sl-bad-soft);
      }
      .title {
        padding-top: 0.1875rem;
        font-weight: 550;
        overflow-wrap: anywhere;
      }
      .time {
        padding-top: 0.25rem;
        font-size: 0.8125rem;
        color: var(--wa-color-text-quiet);
      }
      .lines {
        grid-column: 2 / -1;
        font-size: 0.8125rem;
        color: var(--wa-color-text-quiet);
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) record!: ImageRecord;

  override render(): TemplateResult {
    const stretches = stretchesOf(this.record);
    return html`
      ${stretches.length === 0 ? nothing : bar(stretches)}
      <ol>
        ${stopsOf(this.record).map(stop)}
      </ol>
    `;
  }
}

function bar(stretches: readonly Stretch[]): TemplateResult {
  const all = stretches.reduce((sum, { ms }) => sum + Math.max(ms, 1), 0);
  const room = BAR_WIDTH - LEAST_WIDTH * stretches.length;
  let x = 0;
  return html`<figure>
    <svg viewBox="0 0 ${BAR_WIDTH} 10" preserveAspectRatio="none" aria-hidden="true">
      ${stretches.map(({ name, ms }) => {
        const width = LEAST_WIDTH + (room * Math.max(ms, 1)) / all;
        const part = svg`<rect class=${name} x=${x} y="0" width=${width - 3} height="10"></rect>`;
        x += width;
        return part;
      })}
    </svg>
    <ul class="legend">
      ${stretches.map(
        ({ name, ms }) => html`<li class="${name} numbers">${name} <b>${duration(ms)}</b></li>`,
      )}
    </ul>
  </figure>`;
}

function stop(one: Stop): TemplateResult {
  return html`<li>
    <span class="sign ${one.tone}"><wa-icon name=${one.icon}></wa-icon></span>
    <span class="title">${one.title}</span>
    <time class="time numbers" datetime=${one.at ?? nothing}>${timeOf(one)}</time>
    <div class="lines">${one.lines.map((line) => html`<p>${line}</p>`)}</div>
  </li>`;
}
