import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { State } from '../api/types';
import { base } from '../styles/shared';
import { STATE_WORDS } from '../text/words';

/** A state: sign, word and colour. */
@customElement('sl-state-badge')
export class StateBadge extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: inline-flex;
      }
      .badge {
        display: inline-flex;
        align-items: center;
        gap: 0.375rem;
        padding: 0.1875rem 0.5625rem 0.1875rem 0.4375rem;
        border-radius: 99px;
        font-size: 0.8125rem;
        font-weight: 550;
        line-height: 1.25;
        white-space: nowrap;
      }
      wa-icon {
        font-size: 1rem;
        flex: none;
      }
      .wait,
      .gone {
        color: var(--sl-wait);
        background: var(--sl-wait-soft);
      }
      .work {
        color: var(--sl-work);
        background: var(--sl-work-soft);
      }
      .good {
        color: var(--sl-good);
        background: var(--sl-good-soft);
      }
      .held {
        color: var(--sl-held);
        background: var(--sl-held-soft);
      }
      .bad {
        color: var(--sl-bad);
        background: var(--sl-bad-soft);
      }
      @media (prefers-reduced-motion: no-preference) {
        .work wa-icon {
          animation: turn 1.2s linear infinite;
        }
        @keyframes turn {
          to {
            rotate: 360deg;
          }
        }
      }
    `,
  ];

  @property() state: State = 'received';
  /** Instead of the state's own word. */
  @property() text: string | undefined;

  override render(): TemplateResult {
    const words = STATE_WORDS[this.state];
    return html`<span class="badge ${words.tone}" title=${words.meaning}>
      <wa-icon name=${words.icon}></wa-icon>${this.text ?? words.label}
    </span>`;
  }
}
