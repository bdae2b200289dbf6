import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import '../components/contact-sheet';
import { type State, STATES } from '../api/types';
import { changes } from '../state/changes';
import { type Filter, ImagePages } from '../state/image-pages';
import { Watch } from '../state/observed';
import { go, linkTo } from '../state/place';
import { base, silent } from '../styles/shared';
import { counted } from '../text/format';
import { STATE_WORDS } from '../text/words';

const PAGE = 48;
const ANY = 'any';
const PERIODS: readonly { hours: string; label: string }[] = [
  { hours: ANY, label: 'Any time' },
  { hours: '1', label: 'Last hour' },
  { hours: '24', label: 'Last 24 hours' },
  { hours: '72', label: 'Last 3 days' },
];

/** How the pages that were turned began: cursors themselves only lead to older ones. */
const turned = new Map<string, string>();

/** All images, the newest first, in pages. Filter and page stand in the address. */
@customElement('sl-images-view')
export class ImagesView extends LitElement {
  static override styles = [
    base,
    silent,
    css`
      header {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        align-items: center;
        gap: 0.75rem 1.5rem;
        margin-bottom: 1rem;
      }
      .filters {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.75rem;
        margin-bottom: 1.25rem;
      }
      .states {
        display: flex;
        flex-wrap: wrap;
        gap: 0.375rem;
        margin-inline-end: auto;
      }
      .states a {
        display: inline-flex;
        align-items: center;
        gap: 0.375rem;
        padding: 0.3125rem 0.75rem;
        border: 1px solid var(--wa-color-surface-border);
        border-radius: 99px;
        color: var(--wa-color-text-quiet);
        font-size: 0.875rem;
        font-weight: 500;
        text-decoration: none;
      }
      .states a:hover {
        color: var(--wa-color-text-normal);
        border-color: var(--wa-color-neutral-border-loud);
      }
      .states a[aria-current] {
        background: var(--sl-accent-soft);
        border-color: color-mix(in oklab, var(--sl-accent) 60%, transparent);
        color: var(--wa-color-text-normal);
      }
      wa-select {
        width: 10.5rem;
      }
      .pages {
        display: flex;
        justify-content: center;
        align-items: center;
        gap: 1rem;
        margin-top: 1.75rem;
      }
    `,
  ];

  @property({ attribute: false }) query = new URLSearchParams();

  @state() private filter: Filter = {};
  @state() private number = 1;

  private readonly pages = new ImagePages(PAGE, changes);

  constructor() {
    super();
    new Watch(this, this.pages.page);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.pages.follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.pages.unfollow();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('query')) {
      const state = STATES.find((one) => one === this.query.get('state'));
      const hours = Number(this.query.get('hours') ?? '') || undefined;
      this.filter = { state, hours };
      this.number = Math.max(Number(this.query.get('page') ?? '1') || 1, 1);
      const cursor = this.query.get('cursor') ?? undefined;
      if (cursor !== undefined) {
        turned.set(this.key(this.number), cursor);
      }
      this.pages.open(this.filter, cursor);
    }
  }

  override render(): TemplateResult {
    const page = this.pages.page.value;
    const filtered = this.filter.state !== undefined || this.filter.hours !== undefined;
    return html`
      <header>
        <h1>Images</h1>
        <p class="quiet small numbers" role="status">${this.said()}</p>
      </header>
      <div class="filters">
        <nav class="states" aria-label="By state">
          ${[undefined, ...STATES].map((state) => this.chip(state))}
        </nav>
        <wa-select
          size="s"
          class="silent"
          label="Received"
          .value=${String(this.filter.hours ?? ANY)}
          @change=${this.chosePeriod}
        >
          ${PERIODS.map(({ hours, label }) => html`<wa-option value=${hours}>${label}</wa-option>`)}
        </wa-select>
      </div>
      <sl-contact-sheet .page=${page} ?filtered=${filtered}></sl-contact-sheet>
      ${this.number > 1 || page.cursor !== undefined ? this.paging() : nothing}
    `;
  }

  private chip(state: State | undefined): TemplateResult {
    const label = state === undefined ? 'All' : STATE_WORDS[state].label;
    return html`<a
      href=${this.link({ state })}
      aria-current=${state === this.filter.state ? 'true' : nothing}
      >${label}</a
    >`;
  }

  private paging(): TemplateResult {
    const { cursor } = this.pages.page.value;
    const older = this.link({ cursor, page: String(this.number + 1) });
    return html`<nav class="pages" aria-label="Pages">
      <wa-button appearance="outlined" ?disabled=${this.number === 1} @click=${this.newer}>
        <wa-icon slot="start" name="chevron-left"></wa-icon>Newer
      </wa-button>
      <span class="quiet numbers">Page ${this.number}</span>
      <wa-button
        appearance="outlined"
        ?disabled=${cursor === undefined}
        @click=${() => this.turn(older)}
      >
        Older<wa-icon slot="end" name="chevron-right"></wa-icon>
      </wa-button>
    </nav>`;
  }

  private said(): string {
    const { at, images } = this.pages.page.value;
    if (at !== 'shown') {
      return '';
    }
    return this.number === 1 ? `The newest ${counted(images.length, 'image')}` : counted(images.length, 'image');
  }

  private link(other: Readonly<Record<string, string | undefined>>): string {
    const now = { state: this.filter.state, hours: this.filter.hours?.toString() };
    return linkTo(['images'], { ...now, ...other });
  }

  private readonly newer = (): void => {
    const number = this.number - 1;
    const cursor = turned.get(this.key(number));
    this.turn(this.link(cursor === undefined ? {} : { cursor, page: String(number) }));
  };

  private key(number: number): string {
    return `${this.filter.state} ${this.filter.hours} ${number}`;
  }

  private turn(link: string): void {
    go(link);
    window.scrollTo({ top: 0 });
  }

  private readonly chosePeriod = (event: Event): void => {
    const hours = (event.currentTarget as HTMLInputElement).value;
    go(this.link({ hours: hours === ANY ? undefined : hours }));
  };
}
