import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { problemOf, retryAfterSeconds } from '../src/api/problem';
import { asUtf8Bytes, contentDisposition, reprDigest } from '../src/api/upload-headers';

describe('what is said over HTTP', () => {
  test('any file name fits into a header field', () => {
    assert.equal(
      contentDisposition("Strand (1)'s “Bild”.jpg"),
      "attachment; filename*=UTF-8''Strand%20%281%29%27s%20%E2%80%9CBild%E2%80%9D.jpg",
    );
    assert.equal(contentDisposition('half \ud83d.jpg'), "attachment; filename*=UTF-8''half%20%EF%BF%BD.jpg");
  });

  test('attributes go as UTF-8, a byte a character', () => {
    const field = asUtf8Bytes('{"ort":"Köln","zeichen":"\u007f"}');

    assert.equal(Buffer.from(field, 'latin1').toString('utf8'), '{"ort":"Köln","zeichen":"\\u007f"}');
  });

  test('the digest is a byte sequence of RFC 9530', async () => {
    const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode('hello'));

    assert.equal(reprDigest(hash), 'sha-256=:LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=:');
  });

  test('both forms of Retry-After are understood, and none makes anybody wait for ever', () => {
    const now = Date.parse('2026-11-21T12:00:00Z');

    assert.equal(retryAfterSeconds('5', now), 5);
    assert.equal(retryAfterSeconds('Sat, 21 Nov 2026 12:00:30 GMT', now), 30);
    assert.equal(retryAfterSeconds('99999', now), 300);
    assert.equal(retryAfterSeconds('soon', now), undefined);
    assert.equal(retryAfterSeconds(null, now), undefined);
  });

  test('an answer that is no problem document is told all the same', () => {
    const problem = problemOf(502, '<html>Bad gateway</html>', null);

    assert.equal(problem.code, 'http-502');
    assert.equal(problem.message, 'The platform answered with status 502.');
  });
});
