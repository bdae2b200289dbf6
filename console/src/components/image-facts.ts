import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ImageRecord, Probe } from '../api/types';
import { base, card, facts, silent } from '../styles/shared';
import { bytes, count, moment } from '../text/format';

type Fact = readonly [name: string, value: TemplateResult | string];

/** What the sender said of it, and what was found out. */
@customElement('sl-image-facts')
export class ImageFacts extends LitElement {
  static override styles = [
    base,
    card,
    facts,
    silent,
    css`
      :host {
        display: grid;
        gap: 1.5rem;
      }
      .colour {
        display: inline-flex;
        align-items: center;
        gap: 0.5rem;
      }
      .colour svg {
        width: 1rem;
        height: 1rem;
        border-radius: 0.25rem;
        border: 1px solid var(--wa-color-surface-border);
      }
      .value {
        display: inline-flex;
        align-items: center;
        gap: 0.25rem;
        max-width: 100%;
      }
      .value code {
        overflow-wrap: anywhere;
      }
      wa-details {
        --spacing: 0.875rem;
      }
      wa-input {
        margin-bottom: 0.875rem;
      }
      pre {
        margin: 0;
        max-height: 28rem;
        overflow: auto;
        font-family: var(--wa-font-family-code);
        font-size: 0.8125rem;
        line-height: 1.5;
      }
    `,
  ];

  @property({ attribute: false }) record!: ImageRecord;

  @state() private wanted = '';

  override render(): TemplateResult {
    const { record } = this;
    const attributes = Object.entries(record.attributes);
    return html`
      ${record.probe === undefined
        ? nothing
        : html`<section class="card"><h2>The picture</h2>${list(picture(record.probe))}</section>`}
      ${attributes.length === 0
        ? nothing
        : html`<section class="card">
            <h2>What the sender said</h2>
            ${list(attributes.map(([name, value]): Fact => [name, String(value)]))}
          </section>`}
      ${this.exif()}
      <section class="card">
        <h2>The file</h2>
        ${list(file(record))}
      </section>
      <wa-details summary="The whole record, as the API tells it" appearance="outlined">
        <pre tabindex="0">${JSON.stringify(record, undefined, 2)}</pre>
      </wa-details>
    `;
  }

  private exif(): TemplateResult | typeof nothing {
    const tags = Object.entries(this.record.probe?.exif ?? {});
    if (tags.length === 0) {
      return nothing;
    }
    const wanted = this.wanted.toLowerCase();
    const shown = tags.filter(([name, value]) => `${name} ${value}`.toLowerCase().includes(wanted));
    return html`<wa-details appearance="outlined" summary="All metadata, ${count(tags.length)} tags">
      <wa-input
        type="search"
        size="s"
        class="silent"
        label="Find a tag"
        placeholder="Find a tag, such as exposure"
        with-clear
        @input=${(event: Event) => (this.wanted = (event.target as HTMLInputElement).value)}
      ></wa-input>
      ${shown.length === 0 ? html`<p class="quiet">No tag is like this.</p>` : list(shown)}
    </wa-details>`;
  }
}

function list(entries: readonly Fact[]): TemplateResult {
  return html`<dl class="facts">
    ${entries.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}
  </dl>`;
}

function picture(probe: Probe): readonly Fact[] {
  const { camera, location, takenAt } = probe;
  const megapixels = (probe.width * probe.height) / 1e6;
  return [
    ['Size', `${count(probe.width)} × ${count(probe.height)} pixels, ${megapixels.toFixed(1)} megapixels`],
    ...(probe.pages > 1 ? [['Pages', count(probe.pages)] as const] : []),
    ...(camera === undefined ? [] : [['Camera', `${camera.make} ${camera.model}`] as const]),
    ...(takenAt === undefined ? [] : [['Taken', takenAt.replace('T', ' ')] as const]),
    ...(location === undefined
      ? []
      : [['Place', `${degrees(location.latitude, 'N', 'S')}, ${degrees(location.longitude, 'E', 'W')}`] as const]),
    ['Colours', probe.colorSpace],
    ['Main colour', colour(probe.dominantColor)],
    ...(probe.orientation > 1 ? [['Stored', `turned (orientation ${probe.orientation})`] as const] : []),
  ];
}

/** As an attribute of SVG: a style attribute would need a weaker Content-Security-Policy. */
function colour(hex: string): TemplateResult {
  return html`<span class="colour">
    <svg viewBox="0 0 1 1" aria-hidden="true"><rect width="1" height="1" fill=${hex}></rect></svg>
    <code>${hex}</code>
  </span>`;
}

function degrees(value: number, positive: string, negative: string): string {
  return `${Math.abs(value).toFixed(4)}° ${value >= 0 ? positive : negative}`;
}

function file(record: ImageRecord): readonly Fact[] {
  return [
    ['Id', copyable(record.id)],
    ['Type', record.contentType],
    ['Size', `${bytes(record.bytes)} (${count(record.bytes)} bytes)`],
    ['SHA-256', copyable(record.sha256)],
    ['Received', moment(record.receivedAt)],
    ['From', `${record.principal} of ${record.tenant}`],
  ];
}

function copyable(text: string): TemplateResult {
  return html`<span class="value">
    <code>${text}</code><wa-copy-button value=${text}></wa-copy-button>
  </span>`;
}
