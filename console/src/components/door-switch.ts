import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Door } from '../api/types';
import { base, silent } from '../styles/shared';
import { DOOR_WORDS } from '../text/words';

const DOORS: readonly Door[] = ['api', 'stream'];

/**
 * Through which door the next images go.
 *
 * @fires sl-door - with the chosen {@link Door}
 */
@customElement('sl-door-switch')
export class DoorSwitch extends LitElement {
  static override styles = [
    base,
    silent,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem 1rem;
      }
      .hint {
        font-size: 0.875rem;
        color: var(--wa-color-text-quiet);
        flex: 1 1 16rem;
      }
    `,
  ];

  @property() door: Door = 'api';

  override render(): TemplateResult {
    return html`
      <wa-radio-group
        class="silent"
        label="Which door"
        orientation="horizontal"
        .value=${this.door}
        @change=${this.chose}
      >
        ${DOORS.map(
          (door) => html`<wa-radio appearance="button" value=${door}>
            ${DOOR_WORDS[door].label}
          </wa-radio>`,
        )}
      </wa-radio-group>
      <span class="hint">${DOOR_WORDS[this.door].meaning}</span>
    `;
  }

  private readonly chose = (event: Event): void => {
    const value = (event.currentTarget as HTMLInputElement).value as Door;
    this.dispatchEvent(new CustomEvent<Door>('sl-door', { detail: value }));
  };
}
