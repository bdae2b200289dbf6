import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { attributesText } from '../src/text/attributes';

function json(...lines: [string, string][]): string {
  const text = attributesText(lines.map(([name, value]) => ({ name, value })));
  assert.ok(text.ok);
  return text.json;
}

describe('the attributes', () => {
  test('numbers and truths are such, everything else is text', () => {
    assert.equal(
      json(['shift', '2'], ['wet', 'true'], ['gate', 'north'], ['ratio', '-0.50']),
      '{"shift":2,"wet":true,"gate":"north","ratio":-0.50}',
    );
  });

  test('what only looks like a number stays as it was typed', () => {
    assert.equal(
      json(['code', '007'], ['phone', '+49'], ['long', '12345678901234567890'], ['quoted', '"42"']),
      '{"code":"007","phone":"+49","long":"12345678901234567890","quoted":"42"}',
    );
  });

  test('quotes, line breaks and foreign letters survive', () => {
    const text = json(['na"me', 'Grüße\n🖼']);

    assert.deepEqual(JSON.parse(text), { 'na"me': 'Grüße\n🖼' });
  });

  test('empty lines are left out, and nothing is sent for nothing', () => {
    assert.equal(json(['', ''], ['  ', '']), '');
  });

  test('a name twice, a value without a name and too much of all are told', () => {
    for (const lines of [
      [{ name: 'a', value: '1' }, { name: ' a', value: '2' }],
      [{ name: '', value: '1' }],
      [{ name: 'a', value: 'ü'.repeat(4_100) }],
    ]) {
      assert.equal(attributesText(lines).ok, false);
    }
  });
});
