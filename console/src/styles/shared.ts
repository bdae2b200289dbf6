import { css } from 'lit';

/** What every element of ours begins with. */
export const base = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host {
    display: block;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  h1,
  h2,
  h3,
  p,
  dl,
  dd,
  ul,
  ol,
  figure {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h1 {
    font-size: 1.6rem;
    font-weight: 650;
    letter-spacing: -0.02em;
    line-height: 1.2;
  }
  h1:focus {
    outline: none;
  }
  h2 {
    font-size: 1rem;
    font-weight: 600;
    letter-spacing: -0.005em;
    line-height: 1.3;
  }
  a {
    color: var(--wa-color-text-link);
    text-underline-offset: 0.2em;
  }
  :focus-visible {
    outline: var(--wa-focus-ring);
    outline-offset: var(--wa-focus-ring-offset);
  }
  code,
  .code {
    font-family: var(--wa-font-family-code);
    font-size: 0.875em;
  }
  .quiet {
    color: var(--wa-color-text-quiet);
  }
  .small {
    font-size: 0.8125rem;
  }
  .numbers {
    font-variant-numeric: tabular-nums;
  }
  .spoken {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;

/** A sheet of paper on the table. */
export const card = css`
  .card {
    background: var(--wa-color-surface-raised);
    border: 1px solid var(--wa-color-surface-border);
    border-radius: var(--sl-radius);
    box-shadow: var(--sl-shadow);
    padding: 1.25rem;
  }
  .card > h2 {
    margin-bottom: 0.875rem;
  }
`;

/** Names and values, side by side where there is room. */
export const facts = css`
  dl.facts {
    display: grid;
    grid-template-columns: minmax(7rem, max-content) 1fr;
    gap: 0.375rem 1.25rem;
    align-items: baseline;
    font-size: 0.875rem;
  }
  dl.facts dt {
    color: var(--wa-color-text-quiet);
  }
  dl.facts dd {
    overflow-wrap: anywhere;
    min-width: 0;
  }
  @media (max-width: 30rem) {
    dl.facts {
      grid-template-columns: 1fr;
      gap: 0;
    }
    dl.facts dd {
      margin-bottom: 0.5rem;
    }
  }
`;

/** Controls whose label is only heard: beside them it is plain what they are for. */
export const silent = css`
  .silent::part(label),
  .silent::part(form-control-label) {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
