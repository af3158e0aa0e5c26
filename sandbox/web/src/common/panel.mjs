/** The panel of every app: what was granted, and what is refused. */

import { html } from './html.mjs';
import { compare } from './scopes.mjs';
import { claims, shortened } from './tokens.mjs';

const CONTEXT = ['patient', 'encounter', 'fhirContext', 'need_patient_banner', 'intent', 'tenant', 'smart_style_url'];

/**
 * The panel as HTML.
 * @param state the state of fhirclient: scope asked for, tokenResponse, serverUrl
 * @param attempts what may be tried, by id
 * @param result the last attempt: { id, request, explanation }, or null
 * @param form how buttons act: a function from the name of an action to the attributes of its form
 */
export function panel(say, state, attempts, result, form) {
  const response = state.tokenResponse ?? {};
  return html`
<details id="panel" open>
<summary><h2>${say({ en: 'What the token says', zh: '權杖的內容' })}</h2></summary>
${scopes(say, compare(state.scope, response.scope))}
${context(say, response)}
<h3>${say({ en: 'At the authorization server', zh: '授權伺服器' })}</h3>
<div class="actions">
${button(form, 'refresh', 'refresh', say({ en: 'Refresh the token', zh: '更新權杖' }))}
${button(form, 'logout', 'logout', say({ en: 'Log out', zh: '登出' }))}
</div>
<h3>${say({ en: 'Try what is refused', zh: '試試會被拒絕的請求' })}</h3>
<div class="actions">
${Object.entries(attempts).map(([id, attempt]) => button(form, `try-${id}`, id, say(attempt.label)))}
</div>
<div id="attempt-result" role="status">${result && outcome(say, result)}</div>
<h3>${say({ en: 'Token response', zh: '權杖回應' })}</h3>
<pre id="token-response" tabindex="0">${JSON.stringify(shortened(response), null, 2)}</pre>
${decoded('access-token-claims', say({ en: 'Claims of the access token', zh: '存取權杖的宣告' }), response.access_token)}
${decoded('id-token-claims', say({ en: 'Claims of the ID token', zh: 'ID 權杖的宣告' }), response.id_token)}
</details>`;
}

function button(form, id, action, label) {
  const { open, close, attributes } = form(action);
  return html`${open}<button id="${id}" ${attributes}>${label}</button>${close}`;
}

function scopes(say, { same, other, missing }) {
  const list = (id, all) => html`<ul id="${id}" class="scopes">${all.map(scope => html`<li><code>${scope}</code></li>`)}
</ul>`;
  return html`
<h3>${say({ en: 'Scopes granted', zh: '已授予的範圍' })}</h3>
${list('scopes-granted', same)}
${other.length > 0 && html`<h3>${say({ en: 'Granted in another form than asked', zh: '以不同於請求的形式授予' })}</h3>
${list('scopes-changed', other)}`}
${missing.length > 0 && html`<h3>${say({ en: 'Asked for, not granted as such', zh: '已請求但未照樣授予' })}</h3>
${list('scopes-missing', missing)}`}`;
}

function context(say, response) {
  const present = CONTEXT.filter(name => response[name] !== undefined);
  return html`
<h3>${say({ en: 'Launch context', zh: '啟動情境' })}</h3>
<table id="launch-context">
${present.map(name => html`<tr><th scope="row"><code>${name}</code></th>
<td data-context="${name}">${shown(response[name])}</td></tr>
`)}</table>
${present.length === 0 && html`<p class="note">${say({ en: 'None.', zh: '無。' })}</p>`}`;
}

function shown(value) {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function decoded(id, title, token) {
  const content = claims(token);
  return content && html`
<details><summary>${title}</summary>
<pre id="${id}" tabindex="0">${JSON.stringify(content, null, 2)}</pre></details>`;
}

function outcome(say, { request, explanation }) {
  const { status, refused, rule, text, scope, found } = explanation;
  return html`
<div class="${refused ? 'refused' : 'allowed'}">
<p><code>${request}</code> → <strong id="attempt-status">${status}</strong>
${refused ? say({ en: 'refused', zh: '已拒絕' }) : say({ en: 'allowed', zh: '已允許' })}</p>
${rule && html`<p>${say({ en: 'Rule:', zh: '規則：' })} <code id="attempt-rule">${rule}</code></p>`}
${text && html`<p id="attempt-text" lang="en">${text}</p>`}
${scope && html`<p>${say({ en: 'Enough would have been:', zh: '足夠的範圍：' })}
<code id="attempt-scope">${scope}</code></p>`}
${found && html`<p><code id="attempt-found">${found}</code></p>`}
</div>`;
}
