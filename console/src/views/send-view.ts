import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import '../components/attribute-editor';
import '../components/contact-sheet';
import '../components/door-switch';
import '../components/drop-zone';
import '../components/flow-picture';
import '../components/upload-list';
import type { Door } from '../api/types';
import { changes } from '../state/changes';
import { FlowWatch } from '../state/flow';
import { ImagePages } from '../state/image-pages';
import { Watch } from '../state/observed';
import { uploads } from '../state/uploads';
import { base, card } from '../styles/shared';
import { attributesText } from '../text/attributes';
import type { Dropped } from '../text/files';
import { counted } from '../text/format';
import { draft } from '../state/draft';

const LATEST = 12;

/** The first page: send images, and see them go. */
@customElement('sl-send-view')
export class SendView extends LitElement {
  static override styles = [
    base,
    card,
    css`
      header {
        margin-bottom: 1.25rem;
        display: grid;
        gap: 0.25rem;
      }
      .columns {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 21rem;
        gap: 1.5rem;
        align-items: start;
      }
      .left,
      .right {
        display: grid;
        gap: 1.5rem;
        min-width: 0;
      }
      .choices {
        display: grid;
        gap: 1rem;
      }
      .said {
        font-size: 0.875rem;
      }
      .said:empty {
        margin-top: -1rem;
      }
      .head {
        display: flex;
        justify-content: space-between;
        align-items: baseline;
        gap: 1rem;
        margin-bottom: 0.75rem;
      }
      .right .card {
        position: sticky;
        top: 1.5rem;
      }
      @media (max-width: 75rem) {
        .columns {
          grid-template-columns: minmax(0, 1fr);
        }
        .right .card {
          position: static;
        }
      }
    `,
  ];

  @state() private said = '';

  private readonly flow = new FlowWatch();
  private readonly latest = new ImagePages(LATEST, changes);

  constructor() {
    super();
    new Watch(this, this.latest.page, this.flow.flow, this.flow.failed, draft);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.flow.start();
    this.latest.open({}, undefined);
    this.latest.follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.flow.stop();
    this.latest.unfollow();
  }

  override render(): TemplateResult {
    return html`
      <header>
        <h1>Send images</h1>
        <p class="quiet">
          Each is scanned, processed, and gone when its time is over, seven days by default.
        </p>
      </header>
      <div class="columns">
        <div class="left">
          <section class="choices" aria-label="What to send">
            <sl-drop-zone @sl-files=${this.add}></sl-drop-zone>
            <sl-door-switch .door=${draft.value.door} @sl-door=${this.chooseDoor}></sl-door-switch>
            <sl-attribute-editor
              .lines=${draft.value.lines}
              @sl-lines=${this.edited}
            ></sl-attribute-editor>
            <p class="said quiet" role="status">${this.said}</p>
          </section>
          <sl-upload-list></sl-upload-list>
          <section aria-labelledby="latest">
            <div class="head">
              <h2 id="latest">Latest images</h2>
              <a class="small" href="#/images">See all</a>
            </div>
            <sl-contact-sheet .page=${this.latest.page.value} compact></sl-contact-sheet>
          </section>
        </div>
        <aside class="right" aria-labelledby="flow">
          <div class="card">
            <h2 id="flow">Right now</h2>
            <sl-flow-picture
              .flow=${this.flow.flow.value}
              ?stale=${this.flow.failed.value}
            ></sl-flow-picture>
          </div>
        </aside>
      </div>
    `;
  }

  private readonly add = (event: CustomEvent<Dropped>): void => {
    const { files, skipped } = event.detail;
    const attributes = attributesText(draft.value.lines);
    if (!attributes.ok) {
      this.said = `Nothing is sent yet: ${attributes.why}`;
      return;
    }
    const left = skipped === 0 ? '' : `, ${counted(skipped, 'file')} that are no images left out`;
    this.said = files.length === 0 ? `No images${left}.` : `${counted(files.length, 'file')} added${left}.`;
    uploads.add(files, draft.value.door, attributes.json);
    void this.showList();
  };

  /** On a small screen the list lies below what is seen. */
  private async showList(): Promise<void> {
    await this.updateComplete;
    const list = this.renderRoot.querySelector('sl-upload-list');
    if (list !== null && list.getBoundingClientRect().top > window.innerHeight - 120) {
      list.scrollIntoView({ block: 'start' });
    }
  }

  private readonly chooseDoor = (event: CustomEvent<Door>): void => {
    draft.value = { ...draft.value, door: event.detail };
  };

  private readonly edited = (event: CustomEvent<typeof draft.value.lines>): void => {
    draft.value = { ...draft.value, lines: event.detail };
  };
}
