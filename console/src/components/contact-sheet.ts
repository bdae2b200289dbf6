import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import './empty-state';
import './image-card';
import type { Page } from '../state/image-pages';
import { Watch } from '../state/observed';
import { reasons } from '../state/reasons';
import { base } from '../styles/shared';

/** A page of images, as a photographer lays them out. */
@customElement('sl-contact-sheet')
export class ContactSheet extends LitElement {
  static override styles = [
    base,
    css`
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(11rem, 45%), 1fr));
        gap: 1rem;
      }
      :host([compact]) ul {
        grid-template-columns: repeat(auto-fill, minmax(min(8.5rem, 42%), 1fr));
        gap: 0.75rem;
      }
      .waiting {
        aspect-ratio: 5 / 6;
        border-radius: var(--sl-radius);
        background: var(--sl-mat);
        opacity: 0.6;
      }
      @media (prefers-reduced-motion: no-preference) {
        .waiting {
          animation: breathe 1.6s ease-in-out infinite alternate;
        }
        @keyframes breathe {
          to {
            opacity: 0.3;
          }
        }
      }
    `,
  ];

  @property({ attribute: false }) page!: Page;
  @property({ type: Boolean, reflect: true }) compact = false;
  /** Is only a part of all images asked for? Then others may be there. */
  @property({ type: Boolean }) filtered = false;

  @state() private now = new Date();

  constructor() {
    super();
    new Watch(this, reasons.known);
  }

  override willUpdate(): void {
    this.now = new Date();
    if (!this.compact && this.page !== undefined) {
      reasons.want(this.page.images);
    }
  }

  override render(): TemplateResult {
    const { images, at, error } = this.page;
    if (at === 'failed' && images.length === 0) {
      return html`<sl-empty-state icon="warning" heading="The list cannot be had">
        ${error}
      </sl-empty-state>`;
    }
    if (at === 'loading') {
      return html`<ul aria-busy="true" aria-label="Loading">
        ${Array.from({ length: this.compact ? 6 : 12 }, () => html`<li class="waiting"></li>`)}
      </ul>`;
    }
    return images.length === 0 ? this.empty() : this.sheet();
  }

  private sheet(): TemplateResult {
    return html`<ul>
      ${repeat(
        this.page.images,
        (image) => image.id,
        (image) => html`<li>
          <sl-image-card
            .image=${image}
            .now=${this.now}
            .reason=${reasons.of(image.id)}
            ?compact=${this.compact}
          ></sl-image-card>
        </li>`,
      )}
    </ul>`;
  }

  private empty(): TemplateResult {
    if (this.filtered) {
      return html`<sl-empty-state icon="images" heading="No such images">
        None is like this right now. <a href="#/images">See all images</a>.
      </sl-empty-state>`;
    }
    return html`<sl-empty-state icon="images" heading="No images yet">
      ${this.compact
        ? 'Drop some above, or choose them. They appear here as they go.'
        : html`<a href="#/">Send some</a>, and they appear here.`}
    </sl-empty-state>${nothing}`;
  }
}
