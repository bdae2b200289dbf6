import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { thumbnailOf } from '../api/images';
import type { State } from '../api/types';
import { base } from '../styles/shared';
import { STATE_WORDS } from '../text/words';

/** The small picture of an image, or the sign of why there is none. Says nothing to a listener. */
@customElement('sl-thumbnail')
export class Thumbnail extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        position: relative;
        overflow: hidden;
        background: var(--sl-mat);
        border-radius: var(--radius, 0);
      }
      .frame {
        position: absolute;
        inset: 0;
        display: grid;
        grid-template: 100% / 100%;
        place-items: center;
      }
      img {
        width: 100%;
        height: 100%;
        object-fit: contain;
        opacity: 0;
        transition: opacity 200ms;
      }
      img.here {
        opacity: 1;
      }
      wa-icon {
        font-size: clamp(1.125rem, 28cqi, 2rem);
        color: var(--wa-color-text-quiet);
      }
      .held {
        color: var(--sl-held);
        background: repeating-linear-gradient(
          135deg,
          var(--sl-held-soft) 0 0.5rem,
          transparent 0.5rem 1rem
        );
      }
      .bad {
        color: var(--sl-bad);
      }
      .held wa-icon,
      .bad wa-icon {
        color: inherit;
      }
      @media (prefers-reduced-motion: no-preference) {
        .work,
        .wait {
          background: linear-gradient(100deg, transparent 30%, var(--sl-wait-soft) 50%, transparent 70%)
            0 / 300% 100%;
          animation: shimmer 1.8s linear infinite;
        }
        @keyframes shimmer {
          from {
            background-position: 100% 0;
          }
          to {
            background-position: -50% 0;
          }
        }
      }
    `,
  ];

  @property() image: string | undefined;
  @property() state: State | undefined;

  @state() private loaded = false;
  @state() private broken = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('image')) {
      this.loaded = false;
      this.broken = false;
    }
  }

  override render(): TemplateResult {
    if (this.image !== undefined && this.state === 'completed' && !this.broken) {
      return html`<div class="frame">
        <img
          class=${this.loaded ? 'here' : nothing}
          src=${thumbnailOf(this.image)}
          alt=""
          decoding="async"
          loading="lazy"
          @load=${() => (this.loaded = true)}
          @error=${() => (this.broken = true)}
        />
      </div>`;
    }
    if (this.state === undefined || this.broken) {
      return html`<div class="frame"><wa-icon name="image"></wa-icon></div>`;
    }
    const { tone, icon } = STATE_WORDS[this.state];
    return html`<div class="frame ${tone}"><wa-icon name=${icon}></wa-icon></div>`;
  }
}
