/** The oncologist's page: the patient, why the app was opened, and each claim with what was decided. */

import { html } from '../common/html.mjs';
import { approval, items, latest, state, SUPPLEMENT, wantsSupplement } from './decision.mjs';

export const TITLE = { en: 'Cancer drug prior authorization', zh: '癌藥申請進度' };

const GENDER = { male: { en: 'male', zh: '男' }, female: { en: 'female', zh: '女' } };
const NO_CLAIM = { en: 'This patient has no claim.', zh: '這位病人沒有申請案件。' };
const MEANT = { en: 'The claim that the EHR opened this app for', zh: '電子病歷開啟此應用程式所指的案件' };
const INTENT = { 'prior-auth-status': { en: 'Status of a prior authorization', zh: '事前審查進度' } };

/** The whole content. @param loaded what load.mjs has read */
export function view(say, loaded) {
  const { context, patient, user } = loaded;
  return html`
${context.need_patient_banner !== false && banner(say, patient)}
<p class="note" id="reason">${user && html`${say({ en: 'For', zh: '使用者' })} <span id="user">${user}</span>`}
${context.intent && html`· ${say({ en: 'Opened for:', zh: '開啟目的：' })}
<span id="intent" data-intent="${context.intent}">${intent(say, context.intent)}</span>`}
${context.tenant && html`· ${say({ en: 'Hospital', zh: '醫院' })} <span id="tenant">${context.tenant}</span>`}</p>
<h2>${say({ en: 'Claims', zh: '申請案件' })}</h2>
<div id="claims">${claims(loaded).map(claim => one(say, claim, loaded))}</div>
${loaded.claims.length === 0 && html`<p id="no-claims">${say(NO_CLAIM)}</p>`}`;
}

function banner(say, patient) {
  const gender = GENDER[patient.gender];
  return html`
<section id="patient-banner" aria-label="${say({ en: 'Patient', zh: '病人' })}">
<strong id="patient-name">${patient.name?.[0]?.text ?? patient.id}</strong>
<span>${gender ? say(gender) : ''}</span>
<span>${say({ en: 'born', zh: '出生' })} ${patient.birthDate}</span>
<span>${say({ en: 'Record', zh: '病歷號' })} ${recordNumber(patient)}</span>
</section>`;
}

function recordNumber(patient) {
  const record = patient.identifier?.find(one => one.type?.coding?.some(coding => coding.code === 'MR'));
  return record?.value ?? patient.id;
}

function intent(say, text) {
  return INTENT[text] ? say(INTENT[text]) : text;
}

/** The claims, those that the EHR speaks of first. */
function claims({ claims: all, context }) {
  const meant = new Set((context.fhirContext ?? []).map(one => one.reference));
  return all
    .map(claim => ({ ...claim, meant: meant.has(`Claim/${claim.id}`) }))
    .sort((one, other) => Number(other.meant) - Number(one.meant));
}

function one(say, claim, { responses }) {
  const response = latest(responses, claim);
  const now = state(response);
  return html`
<section class="claim${claim.meant && ' meant'}" data-claim="${claim.id}" data-state="${now.code}">
<h3>${claim.item?.[0]?.programCode?.[0]?.text ?? claim.id}
<span class="badge ${now.code}">${say(now)}</span>
${wantsSupplement(response) && html`<span class="badge supplement">${say(approval(SUPPLEMENT))}</span>`}</h3>
${claim.meant && html`<p class="meant-note" id="context-claim">${say(MEANT)}</p>`}
<p class="note">${say({ en: 'Acceptance number', zh: '受理編號' })}
${claim.identifier?.find(one => one.use === 'official')?.value ?? '–'} ·
${say({ en: 'submitted', zh: '送件' })} ${claim.created ?? '–'} ·
${say({ en: 'last change', zh: '異動' })} ${response?.created ?? '–'}</p>
<div class="wide" role="group" tabindex="0" aria-label="${say({ en: 'Items', zh: '項目' })} ${claim.id}"><table>
<thead><tr><th scope="col">#</th><th scope="col">${say({ en: 'Item', zh: '項目' })}</th>
<th scope="col">${say({ en: 'Asked', zh: '申請數量' })}</th>
<th scope="col">${say({ en: 'Decision', zh: '核定註記' })}</th>
<th scope="col">${say({ en: 'Approved quantity', zh: '核定數量' })}</th>
<th scope="col">${say({ en: 'Opinion', zh: '核定意見' })}</th></tr></thead>
<tbody>${items(claim, response).map(item => row(say, item))}</tbody>
</table></div>
</section>`;
}

function row(say, item) {
  return html`
<tr data-item="${item.sequence}"><td>${item.sequence}</td><td>${item.name}</td>
<td class="asked">${item.asked ?? '–'} ${item.unit}</td>
<td class="note-code" data-code="${item.note}">
${say(approval(item.note))}${item.note !== null && ` (${item.note})`}</td>
<td class="approved">${item.approved ?? '–'}</td>
<td class="opinion">${item.opinions.length > 0 ? item.opinions.join('\n') : '–'}</td></tr>`;
}
