import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import '../components/empty-state';
import '../components/result-table';
import { textOf } from '../api/problem';
import { ask, askForCsv } from '../api/sql';
import type { SqlRows } from '../api/types';
import { Observed, Watch } from '../state/observed';
import { base, silent } from '../styles/shared';
import { counted, duration } from '../text/format';
import { QUESTIONS } from '../text/questions';

/** What was typed and answered last: still there when one comes back. */
interface Sheet {
  readonly sql: string;
  readonly answer?: { readonly rows: SqlRows; readonly ms: number } | undefined;
  readonly error?: string | undefined;
}

const sheet = new Observed<Sheet>({ sql: QUESTIONS[0]?.sql ?? '' });

/** Questions in SQL over all images that are alive. */
@customElement('sl-sql-view')
export class SqlView extends LitElement {
  static override styles = [
    base,
    silent,
    css`
      header {
        display: grid;
        gap: 0.25rem;
        margin-bottom: 1.25rem;
      }
      :host {
        display: block;
      }
      .examples {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.375rem;
        margin-bottom: 0.875rem;
      }
      .examples button {
        padding: 0.3125rem 0.75rem;
        border: 1px solid var(--wa-color-surface-border);
        border-radius: 99px;
        background: none;
        color: var(--wa-color-text-quiet);
        font: inherit;
        font-size: 0.8125rem;
        font-weight: 500;
        cursor: pointer;
      }
      .examples button:hover {
        color: var(--wa-color-text-normal);
        border-color: var(--wa-color-neutral-border-loud);
      }
      wa-textarea::part(textarea) {
        font-family: var(--wa-font-family-code);
        font-size: 0.875rem;
        line-height: 1.6;
      }
      .foot {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.625rem;
        margin-top: 0.875rem;
      }
      .said {
        font-size: 0.875rem;
        color: var(--wa-color-text-quiet);
      }
      kbd {
        font: inherit;
        font-size: 0.75rem;
        padding: 0.0625rem 0.3125rem;
        border: 1px solid var(--wa-color-surface-border);
        border-radius: 0.25rem;
      }
      .wrong {
        display: flex;
        gap: 0.625rem;
        color: var(--sl-accent);
        font-weight: 500;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      .wrong wa-icon {
        font-size: 1.25rem;
        flex: none;
      }
      .answer {
        margin-top: 1.5rem;
      }
    `,
  ];

  @state() private running: AbortController | undefined;
  @query('wa-textarea') private readonly input!: HTMLTextAreaElement;

  constructor() {
    super();
    new Watch(this, sheet);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.running?.abort();
  }

  override render(): TemplateResult {
    const { sql, answer, error } = sheet.value;
    return html`
      <header>
        <h1>SQL</h1>
        <p class="quiet">
          One SELECT over the table <code>images</code>, a row for each image that has come to its end.
          New ones are there within seconds.
        </p>
      </header>
      <div class="examples" role="group" aria-label="Example questions">
        ${QUESTIONS.map(
          (question) =>
            html`<button @click=${() => this.take(question.sql)}>${question.label}</button>`,
        )}
      </div>
      <wa-textarea
        class="silent"
        label="Your question in SQL"
        rows="7"
        resize="vertical"
        spellcheck="false"
        autocapitalize="off"
        .value=${sql}
        @input=${() => (sheet.value = { ...sheet.value, sql: this.input.value })}
        @keydown=${this.key}
      ></wa-textarea>
      <div class="foot">
        <wa-button variant="brand" ?loading=${this.running !== undefined} @click=${this.run}>
          <wa-icon slot="start" name="play"></wa-icon>Run
        </wa-button>
        ${this.running === undefined
          ? html`<wa-button appearance="outlined" @click=${this.download}>
              <wa-icon slot="start" name="download"></wa-icon>CSV
            </wa-button>`
          : html`<wa-button appearance="outlined" @click=${() => this.running?.abort()}>
              Stop
            </wa-button>`}
        <span class="said" role="status">${this.said()}</span>
      </div>
      <div class="answer">
        <div role="alert">
          ${error === undefined
            ? nothing
            : html`<p class="wrong"><wa-icon name="circle-xmark"></wa-icon>${error}</p>`}
        </div>
        ${answer === undefined
          ? nothing
          : html`<sl-result-table .rows=${answer.rows}></sl-result-table>`}
      </div>
    `;
  }

  private said(): TemplateResult | string {
    const { answer } = sheet.value;
    if (this.running !== undefined) {
      return 'Running …';
    }
    if (answer === undefined) {
      return html`<kbd>Ctrl</kbd> <kbd>Enter</kbd> runs it`;
    }
    const cut = answer.rows.truncated ? ', and more that were left out: add a LIMIT or take the CSV' : '';
    return `${counted(answer.rows.rowCount, 'row')} in ${duration(answer.ms)}${cut}`;
  }

  private take(sql: string): void {
    sheet.value = { sql };
    void this.run();
  }

  private readonly key = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void this.run();
    }
  };

  private readonly run = (): Promise<void> =>
    this.during(async (signal) => {
      const began = performance.now();
      const rows = await ask(sheet.value.sql, signal);
      sheet.value = { sql: sheet.value.sql, answer: { rows, ms: performance.now() - began } };
    });

  private readonly download = (): Promise<void> =>
    this.during(async (signal) => {
      const address = URL.createObjectURL(await askForCsv(sheet.value.sql, signal));
      const link = document.createElement('a');
      link.href = address;
      link.download = 'safelight.csv';
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
    });

  /** One question at a time: the next one ends the one before. */
  private async during(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.running?.abort();
    const running = new AbortController();
    this.running = running;
    try {
      await work(running.signal);
      sheet.value = { ...sheet.value, error: undefined };
    } catch (error) {
      if (!running.signal.aborted) {
        sheet.value = { sql: sheet.value.sql, error: textOf(error) };
      }
    } finally {
      if (this.running === running) {
        this.running = undefined;
      }
    }
  }
}
