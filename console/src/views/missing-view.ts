import { html, LitElement, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import '../components/empty-state';
import { base } from '../styles/shared';

/** Nothing is at this address. */
@customElement('sl-missing-view')
export class MissingView extends LitElement {
  static override styles = [base];

  override render(): TemplateResult {
    return html`<sl-empty-state icon="info" heading="Nothing is here">
      The address leads nowhere. <a href="#/images">See the images</a> or
      <a href="#/">send some</a>.
    </sl-empty-state>`;
  }
}
