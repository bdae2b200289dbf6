import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base, silent } from '../styles/shared';
import { type AttributeLine, attributesText, MOST_BYTES } from '../text/attributes';
import { counted } from '../text/format';

/**
 * What to say of the next images: names and values, a flat JSON object.
 *
 * @fires sl-lines - with all lines after each change
 */
@customElement('sl-attribute-editor')
export class AttributeEditor extends LitElement {
  static override styles = [
    base,
    silent,
    css`
      .lines {
        display: grid;
        gap: 0.5rem;
        margin-bottom: 0.75rem;
      }
      .line {
        display: grid;
        grid-template-columns: minmax(0, 2fr) minmax(0, 3fr) auto;
        gap: 0.5rem;
        align-items: center;
      }
      .foot {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem 1rem;
        margin-top: 0.75rem;
      }
      .json {
        flex: 1 1 12rem;
        overflow-wrap: anywhere;
        color: var(--wa-color-text-quiet);
      }
      .wrong {
        color: var(--sl-accent);
        font-weight: 500;
      }
      .note {
        font-weight: 400;
        color: var(--wa-color-text-quiet);
      }
    `,
  ];

  @property({ attribute: false }) lines: readonly AttributeLine[] = [];

  override render(): TemplateResult {
    const text = attributesText(this.lines);
    const count = this.lines.filter((line) => line.name.trim() !== '').length;
    return html`<wa-details appearance="outlined">
      <span slot="summary">
        Attributes
        <span class="note">
          · ${count === 0 ? 'what you want to say of the images' : counted(count, 'attribute')}
        </span>
      </span>
      <div class="lines">${this.lines.map((line, index) => this.line(line, index))}</div>
      <wa-button size="s" appearance="outlined" @click=${this.add}>
        <wa-icon slot="start" name="plus"></wa-icon>Add an attribute
      </wa-button>
      <div class="foot small" role="status">
        ${text.ok
          ? text.json === ''
            ? nothing
            : html`<code class="json">${text.json}</code>
                <span class="quiet numbers">${text.bytes} of ${MOST_BYTES} bytes</span>`
          : html`<span class="wrong">${text.why}</span>`}
      </div>
    </wa-details>`;
  }

  private line(line: AttributeLine, index: number): TemplateResult {
    return html`<div class="line">
      <wa-input
        size="s"
        class="silent"
        label="Name of attribute ${index + 1}"
        placeholder="name, such as camera"
        .value=${line.name}
        @input=${(event: Event) => this.change(index, { name: valueOf(event) })}
      ></wa-input>
      <wa-input
        size="s"
        class="silent"
        label="Value of attribute ${index + 1}"
        placeholder="value: a text, a number, true or false"
        .value=${line.value}
        @input=${(event: Event) => this.change(index, { value: valueOf(event) })}
      ></wa-input>
      <wa-button size="s" appearance="plain" @click=${() => this.removeAt(index)}>
        <wa-icon name="xmark" label="Remove attribute ${index + 1}"></wa-icon>
      </wa-button>
    </div>`;
  }

  private readonly add = async (): Promise<void> => {
    this.tell([...this.lines, { name: '', value: '' }]);
    await this.updateComplete;
    const inputs = this.renderRoot.querySelectorAll<HTMLElement>('.line wa-input:first-child');
    inputs[inputs.length - 1]?.focus();
  };

  private change(index: number, change: Partial<AttributeLine>): void {
    this.tell(this.lines.map((line, at) => (at === index ? { ...line, ...change } : line)));
  }

  private removeAt(index: number): void {
    this.tell(this.lines.filter((_, at) => at !== index));
  }

  private tell(lines: readonly AttributeLine[]): void {
    this.lines = lines;
    this.dispatchEvent(new CustomEvent('sl-lines', { detail: lines }));
  }
}

function valueOf(event: Event): string {
  return (event.target as HTMLInputElement).value;
}
