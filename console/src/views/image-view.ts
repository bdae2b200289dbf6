import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import '../components/empty-state';
import '../components/expiry-countdown';
import '../components/image-facts';
import '../components/image-picture';
import '../components/image-way';
import '../components/state-badge';
import { pathOf, redrive } from '../api/images';
import type { ImageRecord } from '../api/types';
import { textOf } from '../api/problem';
import { ImageWatch } from '../state/image-watch';
import { Watch } from '../state/observed';
import { signedIn } from '../state/session';
import { base, card } from '../styles/shared';
import { bytes, nameOf } from '../text/format';
import { causeInWords, STATE_WORDS } from '../text/words';

/** All about one image. */
@customElement('sl-image-view')
export class ImageView extends LitElement {
  static override styles = [
    base,
    card,
    css`
      .back {
        display: inline-flex;
        align-items: center;
        gap: 0.25rem;
        margin: -0.25rem 0 0.75rem -0.25rem;
        font-size: 0.875rem;
        text-decoration: none;
        color: var(--wa-color-text-quiet);
      }
      .back:hover {
        color: var(--wa-color-text-normal);
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem 1rem;
        margin-bottom: 1.25rem;
      }
      h1 {
        overflow-wrap: anywhere;
        min-width: 0;
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        margin-inline-start: auto;
      }
      .columns {
        display: grid;
        grid-template-columns: minmax(0, 3fr) minmax(20rem, 2fr);
        gap: 1.5rem;
        align-items: start;
      }
      .columns > div {
        display: grid;
        gap: 1.5rem;
        min-width: 0;
      }
      .reason {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0.25rem 0.75rem;
        padding: 1rem 1.25rem;
        border-radius: var(--sl-radius);
        font-weight: 500;
      }
      .reason wa-icon {
        font-size: 1.5rem;
        grid-row: span 2;
      }
      .reason small {
        font-weight: 400;
        color: var(--wa-color-text-normal);
      }
      .held {
        color: var(--sl-held);
        background: var(--sl-held-soft);
      }
      .bad {
        color: var(--sl-bad);
        background: var(--sl-bad-soft);
      }
      @media (max-width: 30rem) {
        .buttons {
          margin-inline-start: 0;
        }
      }
      @media (max-width: 66rem) {
        .columns {
          grid-template-columns: minmax(0, 1fr);
        }
        .columns > div {
          display: contents;
        }
        sl-image-facts {
          order: 1;
        }
      }
    `,
  ];

  @property() image = '';

  @state() private said = '';

  private readonly watch = new ImageWatch();

  constructor() {
    super();
    new Watch(this, this.watch.known, signedIn);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.watch.close();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('image')) {
      this.watch.open(this.image);
    }
  }

  override render(): TemplateResult {
    const { record, error } = this.watch.known.value;
    return html`
      <a class="back" href="#/images"><wa-icon name="chevron-left"></wa-icon>Images</a>
      ${record === undefined ? this.without(error) : this.whole(record)}
    `;
  }

  private without(error: string | undefined): TemplateResult {
    return error === undefined
      ? html`<wa-spinner role="status" aria-label="Loading"></wa-spinner>`
      : html`<sl-empty-state icon="warning" heading="This image cannot be shown">
          ${error}
        </sl-empty-state>`;
  }

  private whole(record: ImageRecord): TemplateResult {
    return html`
      <header>
        <h1>${nameOf(record)}</h1>
        <sl-state-badge .state=${record.state}></sl-state-badge>
        <div class="buttons">${this.buttons(record)}</div>
      </header>
      <p class="spoken" role="status">${this.said} ${STATE_WORDS[record.state].meaning}</p>
      <div class="columns">
        <div>
          ${this.reason(record)}
          <sl-image-picture .record=${record}></sl-image-picture>
          <sl-image-facts .record=${record}></sl-image-facts>
        </div>
        <div>
          <section class="card" aria-labelledby="way">
            <h2 id="way">Its way</h2>
            <sl-image-way .record=${record}></sl-image-way>
          </section>
          <section class="card" aria-labelledby="end">
            <h2 id="end">Its end</h2>
            <sl-expiry-countdown .image=${record}></sl-expiry-countdown>
          </section>
        </div>
      </div>
    `;
  }

  private buttons(record: ImageRecord): TemplateResult {
    const readable = record.state !== 'quarantined' && record.scan?.verdict === 'clean';
    const mayRedrive =
      record.state === 'failed' &&
      signedIn.value.at === 'in' &&
      signedIn.value.session.role === 'administrator';
    return html`
      ${mayRedrive
        ? html`<wa-button appearance="outlined" @click=${() => this.redrive(record)}>
            <wa-icon slot="start" name="retry"></wa-icon>Run again
          </wa-button>`
        : nothing}
      ${readable
        ? html`<wa-button
            appearance="outlined"
            href="${pathOf(record.id)}/content"
            download=${record.filename ?? record.id}
          >
            <wa-icon slot="start" name="download"></wa-icon>Original, ${bytes(record.bytes)}
          </wa-button>`
        : nothing}
    `;
  }

  private reason(record: ImageRecord): TemplateResult | typeof nothing {
    if (record.cause === undefined) {
      return nothing;
    }
    const { tone, icon, label } = STATE_WORDS[record.state];
    return html`<div class="reason ${tone}">
      <wa-icon name=${icon}></wa-icon>
      <span>${label}: ${causeInWords(record.cause)}</span>
      <small>${this.detail(record)}</small>
    </div>`;
  }

  /** What the engine or the program said itself. */
  private detail(record: ImageRecord): TemplateResult | string {
    if (record.scan !== undefined && record.state === 'quarantined') {
      const { engine, signatures } = record.scan;
      return `${STATE_WORDS.quarantined.meaning} ${engine}, signatures ${signatures}.`;
    }
    return html`<code>${record.cause?.code}</code>: ${record.cause?.text}`;
  }

  private async redrive(record: ImageRecord): Promise<void> {
    try {
      await redrive(record.id);
      this.said = 'It runs again.';
    } catch (error) {
      this.said = textOf(error);
    }
    await this.watch.refresh();
  }
}
