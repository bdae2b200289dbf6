import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import './empty-state';
import type { Cell, SqlRows } from '../api/types';
import { linkTo } from '../state/place';
import { base } from '../styles/shared';
import { count } from '../text/format';

const PAGE = 100;
const IMAGE_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const NUMBER_TYPE = /INT|DOUBLE|FLOAT|DECIMAL|REAL/i;

/** The rows of an answer, a hundred at a time. */
@customElement('sl-result-table')
export class ResultTable extends LitElement {
  static override styles = [
    base,
    css`
      .frame {
        overflow: auto;
        max-height: 36rem;
        border: 1px solid var(--wa-color-surface-border);
        border-radius: var(--sl-radius);
        background: var(--wa-color-surface-raised);
      }
      table {
        border-collapse: separate;
        border-spacing: 0;
        width: 100%;
        font-size: 0.875rem;
        font-variant-numeric: tabular-nums;
      }
      th,
      td {
        padding: 0.4375rem 0.875rem;
        text-align: start;
        vertical-align: top;
        border-block-end: 1px solid var(--wa-color-surface-border);
        max-width: 28rem;
        overflow-wrap: anywhere;
      }
      th {
        position: sticky;
        top: 0;
        background: var(--wa-color-surface-raised);
        font-weight: 600;
        white-space: nowrap;
      }
      th small {
        display: block;
        font-weight: 400;
        font-size: 0.6875rem;
        color: var(--wa-color-text-quiet);
      }
      tbody tr:last-child td {
        border-block-end: none;
      }
      tbody tr:hover td {
        background: var(--sl-wait-soft);
      }
      .number {
        text-align: end;
      }
      .null {
        color: var(--wa-color-text-quiet);
        opacity: 0.7;
      }
      .pages {
        display: flex;
        align-items: center;
        justify-content: center;
        gap: 1rem;
        margin-top: 1rem;
      }
    `,
  ];

  @property({ attribute: false }) rows!: SqlRows;

  @state() private page = 0;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('rows')) {
      this.page = 0;
    }
  }

  override render(): TemplateResult {
    const { columns, rows } = this.rows;
    if (rows.length === 0) {
      return html`<sl-empty-state icon="table" heading="No rows">
        The question is right, and nothing is like this. Images appear here some seconds after they
        have come to their end.
      </sl-empty-state>`;
    }
    const first = this.page * PAGE;
    const right = columns.map(({ type }) => NUMBER_TYPE.test(type ?? ''));
    return html`
      <div class="frame" tabindex="0" role="region" aria-label="The answer">
        <table>
          <thead>
            <tr>
              ${columns.map(
                ({ name, type }, index) => html`<th scope="col" class=${right[index] ? 'number' : nothing}>
                  ${name}<small>${type}</small>
                </th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${rows.slice(first, first + PAGE).map(
              (row) => html`<tr>
                ${row.map((value, index) => html`<td class=${right[index] ? 'number' : nothing}>${cell(value)}</td>`)}
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${rows.length > PAGE ? this.paging(first, rows.length) : nothing}
    `;
  }

  private paging(first: number, all: number): TemplateResult {
    return html`<nav class="pages" aria-label="Rows">
      <wa-button
        size="s"
        appearance="outlined"
        ?disabled=${this.page === 0}
        @click=${() => this.page--}
      >
        Before
      </wa-button>
      <span class="small quiet numbers">
        ${count(first + 1)} to ${count(Math.min(first + PAGE, all))} of ${count(all)}
      </span>
      <wa-button
        size="s"
        appearance="outlined"
        ?disabled=${first + PAGE >= all}
        @click=${() => this.page++}
      >
        After
      </wa-button>
    </nav>`;
  }
}

function cell(value: Cell): TemplateResult | string {
  if (value === null) {
    return html`<span class="null">null</span>`;
  }
  if (typeof value === 'string' && IMAGE_ID.test(value)) {
    return html`<a href=${linkTo(['images', value])}><code>${value}</code></a>`;
  }
  return typeof value === 'object' ? html`<code>${JSON.stringify(value)}</code>` : String(value);
}
