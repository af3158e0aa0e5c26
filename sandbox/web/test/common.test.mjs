import assert from 'node:assert/strict';
import { test } from 'node:test';
import { html } from '../src/common/html.mjs';
import { accepted, choose } from '../src/common/language.mjs';
import { explain } from '../src/common/refusal.mjs';
import { compare } from '../src/common/scopes.mjs';
import { claims, shortened } from '../src/common/tokens.mjs';

test('escapes every value but its own pieces', () => {
  const hostile = '"\'><img src=x>&';
  assert.equal(String(html`<b title="${hostile}">${[html`<i>${hostile}</i>`, null, false]}</b>`),
    '<b title="&quot;&#39;&gt;&lt;img src=x&gt;&amp;"><i>&quot;&#39;&gt;&lt;img src=x&gt;&amp;</i></b>');
});

test('does not drop a zero', () => {
  assert.equal(String(html`${0}`), '0');
});

for (const [wishes, chosen] of [
  [['zh-Hant-TW', 'en'], 'zh-TW'], [['zh'], 'zh-TW'], [['en-GB', 'zh-TW'], 'en'], [['ja', 'zh-TW'], 'zh-TW'],
  [['ja'], 'en'], [[], 'en'], [[undefined, null, '', 'ZH-tw'], 'zh-TW'], [['zhx'], 'en'],
]) {
  test(`speaks ${chosen} to who wants ${wishes}`, () => assert.equal(choose(...wishes), chosen));
}

test('reads the wishes of a header by their weight', () => {
  assert.deepEqual(accepted('en;q=0.5, zh-TW, fr;q=0, de;q=x'), ['zh-TW', 'en']);
  assert.deepEqual(accepted(undefined), []);
});

const outcome = text => ({
  resourceType: 'OperationOutcome', issue: [{ details: { coding: [{ code: 'scope' }], text } }],
});

test('explains a refusal with its rule and with the scope of the challenge', () => {
  const read = explain(403, outcome('Refused by rule. Enough would have been: a b'), 'Bearer realm="x", scope="c d"');
  assert.deepEqual([read.status, read.refused, read.rule, read.scope], [403, true, 'scope', 'c d']);
});

test('takes the scope from the text where the challenge is not readable', () => {
  assert.equal(explain(403, outcome('Refused. Enough would have been: a b'), null).scope, 'a b');
  assert.equal(explain(403, outcome('Refused. No scope allows it.'), null).scope, null);
});

test('knows an answer that is no outcome', () => {
  assert.deepEqual(explain(502, null, null),
    { status: 502, refused: true, rule: null, text: null, scope: null, found: null });
  assert.equal(explain(200, { resourceType: 'Bundle' }, null).found, 'Bundle, 0');
  assert.equal(explain(200, { resourceType: 'Patient', id: 'p' }, null).found, 'Patient/p');
});

test('compares scopes asked with scopes granted', () => {
  assert.deepEqual(compare('a b  c a', 'c d a'), { same: ['c', 'a'], other: ['d'], missing: ['b'] });
  assert.deepEqual(compare(undefined, ''), { same: [], other: [], missing: [] });
});

test('never shows a whole token', () => {
  const token = 'abcdefghijklmnop';
  const shown = JSON.stringify(shortened({ access_token: token, refresh_token: 'short', scope: 'x' }));
  assert.ok(!shown.includes(token) && !shown.includes('short"'));
  assert.ok(shown.includes('"scope":"x"'));
});

test('decodes the claims of a token, and of nothing else', () => {
  const part = Buffer.from('{"name":"示範"}').toString('base64url');
  assert.deepEqual(claims(`h.${part}.s`), { name: '示範' });
  for (const none of ['opaque', 'a.b.c', '', undefined, null]) {
    assert.equal(claims(none), null);
  }
});
