import { css, html, LitElement, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Flow } from '../api/types';
import { iconAddress } from '../icons';
import { base } from '../styles/shared';
import { type Edge, edgesOf, flowInWords, NARROW, type Station, stationsOf, WIDE } from '../text/flow-layout';

const ROOM_FOR_WIDE = 620;
const ROOM_FOR_ICON = 110;

/** What goes where, right now: doors, waiting, in work, done a minute, lake. */
@customElement('sl-flow-picture')
export class FlowPicture extends LitElement {
  static override styles = [
    base,
    css`
      svg {
        display: block;
        width: 100%;
        height: auto;
        overflow: visible;
      }
      .box {
        fill: var(--wa-color-surface-default);
        stroke: var(--wa-color-surface-border);
      }
      .lively .box {
        stroke: color-mix(in oklab, var(--tone, var(--sl-accent)) 55%, transparent);
      }
      .good {
        --tone: var(--sl-good);
      }
      .held {
        --tone: var(--sl-held);
      }
      .bad {
        --tone: var(--sl-bad);
      }
      text {
        font-family: var(--wa-font-family-body);
        fill: var(--wa-color-text-quiet);
        font-size: 12px;
      }
      .number {
        fill: var(--wa-color-text-normal);
        font-size: 21px;
        font-weight: 620;
        letter-spacing: -0.02em;
        font-variant-numeric: tabular-nums;
      }
      .number .unit {
        font-size: 12px;
        font-weight: 450;
        letter-spacing: 0;
        fill: var(--wa-color-text-quiet);
      }
      .icon {
        color: var(--wa-color-text-quiet);
      }
      .lively .icon {
        color: var(--tone, var(--sl-accent));
      }
      .lively .number {
        fill: var(--tone, var(--wa-color-text-normal));
      }
      .pipe {
        fill: none;
        stroke: var(--wa-color-surface-border);
        stroke-width: 2;
      }
      .drops {
        fill: none;
        stroke: var(--tone, var(--sl-accent));
        stroke-width: 4;
        stroke-linecap: round;
        stroke-dasharray: 0 16;
      }
      :host([stale]) svg {
        opacity: 0.45;
      }
      @media (prefers-reduced-motion: no-preference) {
        .drops {
          animation: fall 1.6s linear infinite;
        }
        .fast .drops {
          animation-duration: 0.55s;
        }
        @keyframes fall {
          to {
            stroke-dashoffset: -16;
          }
        }
      }
    `,
  ];

  @property({ attribute: false }) flow: Flow | undefined;
  @property({ type: Boolean, reflect: true }) stale = false;

  @state() private isWide = false;

  private readonly resize = new ResizeObserver(([entry]) => {
    this.isWide = (entry?.contentRect.width ?? 0) >= ROOM_FOR_WIDE;
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.resize.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resize.disconnect();
  }

  override render(): TemplateResult {
    const layout = this.isWide ? WIDE : NARROW;
    return html`<svg
      viewBox="0 0 ${layout.width} ${layout.height}"
      role="img"
      aria-label=${flowInWords(this.flow)}
    >
      ${edgesOf(layout, this.flow).map(edge)} ${stationsOf(layout, this.flow).map(station)}
    </svg>`;
  }
}

function edge({ path, perMinute, tone }: Edge): SVGTemplateResult {
  const pace = perMinute > 60 ? 'fast' : '';
  return svg`<g class="${tone} ${pace}">
    <path class="pipe" d=${path}></path>
    ${perMinute > 0 ? svg`<path class="drops" d=${path}></path>` : ''}
  </g>`;
}

function station(one: Station): SVGTemplateResult {
  const { x, y, width, height } = one;
  const roomForIcon = width > ROOM_FOR_ICON;
  const middle = x + width / 2 + (roomForIcon ? 12 : 0);
  return svg`<g class="${one.tone} ${one.lively ? 'lively' : ''}">
    <rect class="box" x=${x} y=${y} width=${width} height=${height} rx="10"></rect>
    ${
      roomForIcon
        ? svg`<use class="icon" href=${iconAddress(one.icon)} x=${x + 12} y=${y + height / 2 - 10}
            width="20" height="20"></use>`
        : ''
    }
    <text class="number" x=${middle} y=${y + height / 2 + 2} text-anchor="middle">${one.number}<tspan
      class="unit" dx="2">${one.unit}</tspan></text>
    <text x=${middle} y=${y + height / 2 + 19} text-anchor="middle">${one.label}</text>
  </g>`;
}
