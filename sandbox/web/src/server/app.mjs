/** The prior-authorization app as a confidential client: tokens stay in this server. */

import smart from 'fhirclient';
import { attempts, send } from '../common/attempts.mjs';
import { accepted, choose } from '../common/language.mjs';
import { load, SCOPE } from '../prior-authorization/load.mjs';
import { refresh } from './key.mjs';
import { problem, status } from './pages.mjs';
import { cookie, madeFor, Sessions } from './sessions.mjs';

const LAUNCH_FIRST = { en: 'open it from the EHR.', zh: '請從電子病歷開啟。' };

/** The app with its settings: { base, fhirBase, sandbox, clientId, jwk }. */
export class App {
  #settings;
  #sessions = new Sessions();

  constructor(settings) {
    this.#settings = settings;
  }

  /** Begins the authorization, for the one FHIR server that the app trusts. */
  async launch(request, response) {
    const { fhirBase, clientId } = this.#settings;
    const iss = new URL(request.url, this.#settings.base).searchParams.get('iss');
    if (iss?.replace(/\/+$/, '') !== fhirBase) {
      return this.#problem(request, response, 400, {
        en: `iss is ${iss}, but this app trusts the FHIR server ${fhirBase} only.`,
        zh: `iss 為 ${iss}，但此應用程式只信任 FHIR 伺服器 ${fhirBase}。`,
      });
    }
    const session = this.#sessions.open({ language: this.#language(request) });
    request.session = session.data;
    response.setHeader('Set-Cookie', cookie(session));
    return smart(request, response).authorize({
      iss: fhirBase, clientId, scope: SCOPE, redirectUri: '/callback', pkceMode: 'required',
    });
  }

  /** Exchanges the code and continues in a session of a new name. */
  async callback(request, response) {
    const before = this.#sessions.find(request.headers.cookie);
    if (!before) {
      return this.#problem(request, response, 400, LAUNCH_FIRST);
    }
    request.session = before.data;
    const client = await smart(request, response).ready({ privateKey: this.#settings.jwk });
    this.#sessions.close(before);
    const session = this.#sessions.open({ language: before.data.language });
    session.client = client;
    client.refresh = () => refresh(client, this.#settings.jwk);
    response.setHeader('Set-Cookie', cookie(session));
    return redirect(response, '/');
  }

  async show(request, response) {
    const session = this.#sessions.find(request.headers.cookie);
    const language = this.#language(request, session);
    if (session) {
      session.data.language = language;
    }
    if (!session?.client) {
      return this.#problem(request, response, 200, LAUNCH_FIRST);
    }
    return answer(response, 200, status(language, session, await load(session.client), session.result));
  }

  /** A button of the panel. */
  async act(request, response, form) {
    const session = this.#sessions.find(request.headers.cookie);
    if (!session?.client || !madeFor(session, form.get('form'))) {
      return this.#problem(request, response, 403, LAUNCH_FIRST);
    }
    const action = form.get('action');
    const { client } = session;
    const attempt = new Map(Object.entries(attempts(client.patient.id))).get(action);
    if (action === 'refresh') {
      await client.refresh();
    } else if (action === 'logout') {
      return redirect(response, await this.#logout(session));
    } else if (attempt) {
      session.result = await send(attempt, client.state.serverUrl, client.getAuthorizationHeader());
    }
    return redirect(response, '/#attempt-result');
  }

  async #logout(session) {
    const { client } = session;
    const discovery = await (await fetch(`${this.#settings.fhirBase}/.well-known/smart-configuration`)).json();
    const provider = await (await fetch(`${discovery.issuer}/.well-known/openid-configuration`)).json();
    this.#sessions.close(session);
    return `${provider.end_session_endpoint}?${new URLSearchParams({
      client_id: client.state.clientId,
      post_logout_redirect_uri: `${this.#settings.base}/`,
      ...(client.state.tokenResponse.id_token && { id_token_hint: client.state.tokenResponse.id_token }),
    })}`;
  }

  /** Says what went wrong. */
  failed(request, response, error) {
    return this.#problem(request, response, 502, { en: error.message, zh: error.message });
  }

  #language(request, session = this.#sessions.find(request.headers.cookie)) {
    return choose(new URL(request.url, this.#settings.base).searchParams.get('lang') ?? undefined,
      session?.data.language, ...accepted(request.headers['accept-language']));
  }

  #problem(request, response, code, text) {
    return answer(response, code, problem(this.#language(request), text, this.#settings.sandbox));
  }
}

function redirect(response, location) {
  response.writeHead(303, { Location: location });
  response.end();
}

function answer(response, code, body) {
  response.writeHead(code, { 'Content-Type': 'text/html; charset=utf-8' });
  response.end(body);
}
