import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { base } from '../styles/shared';
import { ACCEPTED, chosen, dropped, type Dropped } from '../text/files';

/**
 * Takes files, from a chooser or dropped anywhere on the window while it is shown.
 *
 * @fires sl-files - with what was chosen, as {@link Dropped}
 */
@customElement('sl-drop-zone')
export class DropZone extends LitElement {
  static override styles = [
    base,
    css`
      .tray {
        display: grid;
        justify-items: center;
        gap: 0.875rem;
        padding: 2.5rem 1.25rem;
        text-align: center;
        border: 1.5px dashed var(--wa-color-neutral-border-loud);
        border-radius: calc(var(--sl-radius) * 1.25);
        background:
          radial-gradient(28rem 14rem at 50% -2rem, var(--sl-glow), transparent 75%),
          var(--sl-mat);
        transition: border-color 150ms, background-color 150ms;
      }
      .tray.over {
        border-color: var(--sl-accent);
        background-color: var(--sl-accent-soft);
      }
      .tray > wa-icon {
        font-size: 2.25rem;
        color: var(--sl-accent);
      }
      .what {
        font-size: 1.0625rem;
        font-weight: 600;
        letter-spacing: -0.01em;
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        justify-content: center;
        gap: 0.625rem;
      }
      .formats {
        font-size: 0.8125rem;
        color: var(--wa-color-text-quiet);
      }
      @media (pointer: coarse), (max-width: 30rem) {
        .tray {
          padding: 1.5rem 1rem;
        }
        .what {
          display: none;
        }
      }
    `,
  ];

  @state() private isOver = false;
  @query('#files') private readonly files!: HTMLInputElement;
  @query('#folder') private readonly folder!: HTMLInputElement;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('dragover', this.over);
    window.addEventListener('dragleave', this.away);
    window.addEventListener('drop', this.drop);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('dragover', this.over);
    window.removeEventListener('dragleave', this.away);
    window.removeEventListener('drop', this.drop);
  }

  override render(): TemplateResult {
    return html`
      <div class="tray ${this.isOver ? 'over' : ''}">
        <wa-icon name="images"></wa-icon>
        <p class="what">Drop images or a folder here, or choose</p>
        <div class="buttons">
          <wa-button variant="brand" @click=${() => this.files.click()}>
            <wa-icon slot="start" name="image"></wa-icon>Choose images
          </wa-button>
          <wa-button appearance="outlined" @click=${() => this.folder.click()}>
            <wa-icon slot="start" name="folder"></wa-icon>Choose a folder
          </wa-button>
        </div>
        <p class="formats">JPEG, PNG, WebP, GIF, TIFF, AVIF or HEIC</p>
        <input id="files" type="file" multiple hidden accept=${ACCEPTED} @change=${this.picked} />
        <input id="folder" type="file" webkitdirectory hidden @change=${this.picked} />
      </div>
    `;
  }

  private readonly picked = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    this.tell(chosen(input.files ?? [], input === this.folder));
    // So that the same file can be chosen again.
    input.value = '';
  };

  private readonly over = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes('Files')) {
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      this.isOver = true;
    }
  };

  private readonly away = (event: DragEvent): void => {
    if (event.relatedTarget === null) {
      this.isOver = false;
    }
  };

  private readonly drop = async (event: DragEvent): Promise<void> => {
    this.isOver = false;
    if (event.dataTransfer?.types.includes('Files')) {
      event.preventDefault();
      this.tell(await dropped(event.dataTransfer));
    }
  };

  private tell(detail: Dropped): void {
    this.dispatchEvent(new CustomEvent('sl-files', { detail }));
  }
}
