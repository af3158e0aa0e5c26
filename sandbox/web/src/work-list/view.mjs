/** The pharmacist's page: a list with a filter. */

import { html } from '../common/html.mjs';
import { approval } from '../prior-authorization/decision.mjs';
import { counts, FILTERS, rows } from './rows.mjs';

export const TITLE = { en: 'Prior authorization work list', zh: '事前審查工作清單' };

export function view(say, { responses, claims, patients, user, filter }) {
  const number = counts(responses);
  const shown = rows(responses, claims, patients, filter);
  return html`
<p class="note">${say({ en: 'For', zh: '使用者' })} <span id="user">${user.name?.[0]?.text ?? user.id}</span></p>
<div class="actions" id="filters" role="group" aria-label="${say({ en: 'State', zh: '狀態' })}">
${Object.entries(FILTERS).map(([name, label]) => html`
<button type="button" id="filter-${name}" data-action="filter" data-value="${name}"
aria-pressed="${String(name === filter)}">${say(label)} (${number[name]})</button>`)}
</div>
<div class="wide"><table id="work-list">
<thead><tr><th scope="col">${say({ en: 'Date', zh: '日期' })}</th>
<th scope="col">${say({ en: 'State', zh: '案件狀態' })}</th>
<th scope="col">${say({ en: 'Decision', zh: '核定註記' })}</th>
<th scope="col">${say({ en: 'Patient', zh: '病人' })}</th>
<th scope="col">${say({ en: 'Treatment', zh: '用藥項目' })}</th>
<th scope="col">${say({ en: 'Acceptance number', zh: '受理編號' })}</th>
<th scope="col">${say({ en: 'Opinion', zh: '核定意見' })}</th></tr></thead>
<tbody>${shown.map(row => html`
<tr data-decision="${row.id}" data-kind="${row.kind}"><td class="date">${row.date}</td>
<td><span class="badge ${row.kind}">${say(row.state)}</span></td>
<td>${say(approval(row.note))}</td><td>${row.patient}</td><td>${row.program}</td>
<td>${row.number}</td><td class="opinion">${row.opinion || '–'}</td></tr>`)}</tbody>
</table></div>
${shown.length === 0 && html`<p id="nothing">${say({ en: 'Nothing in this state.', zh: '沒有這個狀態的案件。' })}</p>`}`;
}
