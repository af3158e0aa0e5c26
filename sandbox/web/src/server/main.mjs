/**
 * The server of the confidential app, on the loopback.
 * Environment: APP_PORT, APP_CLIENT_ID, APP_KEY (a file with the private JWK), APP_FHIR_BASE, APP_SANDBOX (the
 * sandbox's pages), APP_AUTHORIZATION_SERVER (the origin to which the logout form leads).
 */

import { createServer } from 'node:http';
import style from '../../../src/main/resources/pages/style.css';
import { App } from './app.mjs';
import { readKey } from './key.mjs';

const LONGEST_FORM = 4096;
const { APP_PORT, APP_CLIENT_ID, APP_KEY, APP_FHIR_BASE, APP_SANDBOX, APP_AUTHORIZATION_SERVER } = process.env;
const base = `http://localhost:${APP_PORT}`;
const app = new App({
  base, clientId: APP_CLIENT_ID, jwk: await readKey(APP_KEY), fhirBase: APP_FHIR_BASE, sandbox: APP_SANDBOX,
});

const POLICY = `default-src 'none'; style-src 'self'; form-action 'self' ${APP_AUTHORIZATION_SERVER}; `
  + "frame-ancestors 'none'; base-uri 'none'";

async function form(request) {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
    if (text.length > LONGEST_FORM) {
      throw new Error('The form is too long.');
    }
  }
  return new URLSearchParams(text);
}

/** The path that a request names, or null if it names none. */
function path(request) {
  try {
    return new URL(request.url, base).pathname;
  } catch {
    return null;
  }
}

async function handle(request, response) {
  const pathname = path(request);
  if (pathname === null) {
    return response.writeHead(400).end();
  }
  switch (`${request.method} ${pathname}`) {
    case 'GET /launch': return app.launch(request, response);
    case 'GET /callback': return app.callback(request, response);
    case 'GET /': return app.show(request, response);
    case 'POST /act': return app.act(request, response, await form(request));
    case 'GET /favicon.ico': return response.writeHead(204).end();
    case 'GET /style.css': return response.writeHead(200, { 'Content-Type': 'text/css; charset=utf-8' }).end(style);
    default: return response.writeHead(404, { 'Content-Type': 'text/plain' }).end('There is no such page.\n');
  }
}

createServer((request, response) => {
  response.setHeader('Content-Security-Policy', POLICY);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Cache-Control', 'no-store');
  if (request.headers.host !== `localhost:${APP_PORT}`) {
    response.writeHead(421).end();
    return;
  }
  // What a proxy would say is not believed: there is none.
  for (const name of ['x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port', 'x-original-uri']) {
    delete request.headers[name];
  }
  handle(request, response).catch(error => app.failed(request, response, error)).catch(() => response.destroy());
}).listen(Number(APP_PORT), '127.0.0.1');
