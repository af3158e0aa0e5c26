/** The pages of the server: the same views as in the browser, with forms in place of scripts. */

import { attempts } from '../common/attempts.mjs';
import { html } from '../common/html.mjs';
import { LANGUAGES, speaker } from '../common/language.mjs';
import { panel } from '../common/panel.mjs';
import { TITLE, view } from '../prior-authorization/view.mjs';

const KIND = { en: ' (server, private key)', zh: '（伺服器端，私密金鑰）' };

/** A whole document. */
function page(language, content) {
  const say = speaker(language);
  const title = say(TITLE) + say(KIND);
  return String(html`<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="/style.css">
</head>
<body data-state="ready">
<header>
<h1 id="app-title">${title}</h1>
<nav id="languages" aria-label="Language 語言">${Object.entries(LANGUAGES).map(([code, name]) => html`
<a id="language-${code}" lang="${code}" href="?lang=${code}"
${code === language && html` aria-current="true"`}>${name}</a>`)}
</nav>
</header>
<main>
${content}</main>
</body>
</html>
`);
}

/** The app itself. */
export function status(language, session, loaded, result) {
  const say = speaker(language);
  const { state } = session.client;
  const form = action => ({
    open: html`<form method="post" action="/act"><input type="hidden" name="form" value="${session.form}">`,
    close: html`</form>`,
    attributes: html`name="action" value="${action}"`,
  });
  return page(language, html`
<div id="content">${view(say, loaded)}</div>
<section id="panel-place" aria-label="${say({ en: 'Token', zh: '權杖' })}">
${panel(say, state, attempts(state.tokenResponse.patient), result, form)}</section>
`);
}

/** Nobody has launched the app, or something went wrong. */
export function problem(language, text, sandbox) {
  const say = speaker(language);
  return page(language, html`
<p class="refused" id="problem">${say({ en: 'The app is not connected: ', zh: '應用程式尚未連線：' })}${say(text)}</p>
<p><a class="button" id="start" href="${sandbox}ehr">${say({ en: 'To the EHR simulator', zh: '前往電子病歷模擬器' })}</a></p>
`);
}
