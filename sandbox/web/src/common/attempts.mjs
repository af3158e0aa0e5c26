/** What the panel lets one try: requests that a token of these apps is not good for. */

import { explain } from './refusal.mjs';

/** Another patient of the demo data than the one in context. */
const OTHERS = ['demo-patient-c03', 'demo-patient-a2'];
const OTHER_HOSPITAL = {
  label: { en: 'Read another hospital\'s decision', zh: '讀取另一家醫院的審查結果' },
  method: 'GET',
  path: 'ClaimResponse/demo-decision-b1',
};

/** The attempts for a launch context, by id: the button's words and the request. @param patient may be missing */
export function attempts(patient) {
  const other = OTHERS.find(id => id !== patient);
  const subject = { reference: `Patient/${patient ?? other}` };
  return {
    ...(patient ? {
      'other-patient': {
        label: { en: 'Read another patient', zh: '讀取另一位病人' },
        method: 'GET',
        path: `Patient/${other}`,
      },
    } : { 'other-hospital': OTHER_HOSPITAL }),
    'unscoped-search': {
      label: { en: 'Search a type without a scope', zh: '查詢沒有範圍的類型' },
      method: 'GET',
      path: `Immunization?patient=${subject.reference}`,
    },
    write: {
      label: { en: 'Write without a scope to create', zh: '沒有新增範圍而寫入' },
      method: 'POST',
      path: 'Observation',
      body: { resourceType: 'Observation', status: 'final', code: { text: 'not to be written' }, subject },
    },
    export: {
      label: { en: 'Export everything ($export)', zh: '匯出全部資料（$export）' },
      method: 'GET',
      path: '$export',
      headers: { Prefer: 'respond-async' },
    },
  };
}

/** Sends an attempt with an Authorization header, and returns { request, explanation }. */
export async function send(attempt, base, authorization) {
  const answer = await fetch(`${base.replace(/\/+$/, '')}/${attempt.path}`, {
    method: attempt.method,
    headers: {
      Accept: 'application/fhir+json',
      Authorization: authorization,
      ...(attempt.body ? { 'Content-Type': 'application/fhir+json' } : {}),
      ...attempt.headers,
    },
    body: attempt.body ? JSON.stringify(attempt.body) : undefined,
  });
  const body = await answer.json().catch(() => null);
  return {
    request: `${attempt.method} ${attempt.path}`,
    explanation: explain(answer.status, body, answer.headers.get('WWW-Authenticate')),
  };
}
