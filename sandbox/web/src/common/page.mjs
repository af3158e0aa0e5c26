/** An app's page in the browser: language, messages, panel. What the app itself shows comes from its view. */

import FHIR from 'fhirclient';
import { attempts, send } from './attempts.mjs';
import { html } from './html.mjs';
import { choose, LANGUAGES, speaker } from './language.mjs';
import { panel } from './panel.mjs';

const STORED = 'smart-app-language';
const settings = FHIR.oauth2.settings;
// A public client has nothing but its name to show at the token endpoint.
settings.refreshTokenWithClientId = true;

function byButton(action) {
  return { open: '', close: '', attributes: html`type="button" data-action="${action}"` };
}

/**
 * Runs the page.
 * @param title the app's name in both languages
 * @param load reads what is shown with the client, and returns it
 * @param view makes HTML of what was loaded: (say, loaded, client) => Html
 * @param actions more actions of the view's buttons: name => (loaded, button) => void
 */
export async function run({ title, load, view, actions = {} }) {
  const page = { title, view, actions, loaded: null, client: null, result: null, problem: null };
  page.language = choose(new URL(location.href).searchParams.get('lang') ?? undefined,
    sessionStorage.getItem(STORED) ?? undefined, ...navigator.languages);
  document.addEventListener('click', event => clicked(page, event));
  document.addEventListener('change', event => clicked(page, event));
  draw(page);
  try {
    page.client = await FHIR.oauth2.ready();
    page.loaded = await load(page.client);
  } catch (error) {
    page.problem = error;
  }
  page.done = true;
  draw(page);
}

function draw(page) {
  const say = speaker(page.language);
  document.documentElement.lang = page.language;
  document.title = say(page.title);
  document.getElementById('app-title').textContent = say(page.title);
  document.getElementById('languages').innerHTML = Object.entries(LANGUAGES).map(([code, name]) => html`
<button type="button" id="language-${code}" lang="${code}" data-action="language" data-value="${code}"
aria-pressed="${String(code === page.language)}">${name}</button>`).join('');
  document.getElementById('message').innerHTML = String(message(say, page));
  document.getElementById('content').innerHTML = String(page.loaded ? page.view(say, page.loaded, page.client) : '');
  document.getElementById('panel-place').innerHTML = String(page.client
    ? panel(say, page.client.state, attempts(page.client.patient.id), page.result, byButton) : '');
  document.body.dataset.state = page.done ? (page.problem ? 'problem' : 'ready') : 'loading';
}

function message(say, page) {
  if (page.problem) {
    return html`<p class="refused" id="problem">${page.client
      ? say({ en: 'The server answered: ', zh: '伺服器回覆：' })
      : say({ en: 'The app is not connected: ', zh: '應用程式尚未連線：' })}<span lang="en">${page.problem.message}</span></p>
${!page.client && html`<p><a class="button" id="start" href="launch.html">${say({ en: 'Start', zh: '開始' })}</a>
<a class="button" href="/">${say({ en: 'Sandbox', zh: '沙盒首頁' })}</a></p>`}`;
  }
  return page.done ? '' : html`<p>${say({ en: 'Loading …', zh: '載入中……' })}</p>`;
}

async function clicked(page, event) {
  const source = event.target.closest('[data-action]');
  if (!source || (source.tagName === 'SELECT') !== (event.type === 'change')) {
    return;
  }
  try {
    await act(page, source);
    page.problem = null;
  } catch (error) {
    page.problem = error;
  }
  draw(page);
  document.getElementById(source.id)?.focus();
}

async function act(page, source) {
  const { action } = source.dataset;
  const own = page.actions[action];
  if (own) {
    own(page.loaded, source);
  } else if (action === 'language') {
    page.language = source.dataset.value;
    sessionStorage.setItem(STORED, page.language);
  } else if (action === 'refresh') {
    await page.client.refresh();
  } else if (action === 'logout') {
    await logout(page.client);
  } else {
    const attempt = attempts(page.client.patient.id)[action];
    page.result = await send(attempt, page.client.state.serverUrl, page.client.getAuthorizationHeader());
  }
}

/** Forgets the tokens and ends the login session, as OpenID Connect RP-Initiated Logout has it. */
async function logout(client) {
  const discovery = await fetch(`${client.state.serverUrl.replace(/\/+$/, '')}/.well-known/smart-configuration`);
  const { issuer } = await discovery.json();
  const provider = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json();
  const parameters = new URLSearchParams({
    client_id: client.state.clientId,
    post_logout_redirect_uri: new URL('index.html', location.href).href.split(/[?#]/)[0],
  });
  const idToken = client.state.tokenResponse.id_token;
  if (idToken) {
    parameters.set('id_token_hint', idToken);
  }
  const language = sessionStorage.getItem(STORED);
  sessionStorage.clear();
  if (language) {
    sessionStorage.setItem(STORED, language);
  }
  location.assign(`${provider.end_session_endpoint}?${parameters}`);
}
