// An app as its author would write it from fhirclient's own pages: it knows nothing of the server behind it.
import FHIR from 'fhirclient';

const place = id => document.getElementById(id);

function speak(language) {
  document.documentElement.lang = language;
  for (const button of document.querySelectorAll('[data-language]')) {
    button.setAttribute('aria-pressed', String(button.dataset.language === language));
  }
  for (const element of document.querySelectorAll('[data-en]')) {
    element.textContent = language === 'en' ? element.dataset.en : element.dataset.zh;
  }
}

function add(parent, tag, ...cells) {
  const element = parent.appendChild(document.createElement(tag));
  for (const text of cells) {
    (tag === 'tr' ? element.appendChild(document.createElement('td')) : element).textContent = text;
  }
}

function value(observation) {
  const { valueQuantity: quantity, valueCodeableConcept: concept } = observation;
  return quantity ? `${quantity.value} ${quantity.unit ?? quantity.code ?? ''}`
    : concept?.text ?? concept?.coding?.[0]?.display ?? observation.valueString ?? observation.valueInteger ?? '';
}

async function show(client) {
  const patient = await client.patient.read();
  place('patient-name').textContent = patient.name[0].text ?? client.getPath(patient, 'name.0.family');
  place('patient-about').textContent = `${patient.gender} · ${patient.birthDate}`;
  await list(client, 'Condition', one => add(place('conditions'), 'li', one.code.text ?? one.code.coding[0].code));
  await list(client, 'Observation', one => add(place('observations'), 'tr', one.effectiveDateTime ?? '',
    one.code.text ?? one.code.coding[0].display, String(value(one))));
  tokens(client);
  place('content').hidden = false;
}

/** Shows each of the patient's resources of a type, or that the user kept them to himself. */
async function list(client, type, each) {
  try {
    (await client.patient.request(type, { flat: true, pageLimit: 0 })).forEach(each);
  } catch (error) {
    place(`${type.toLowerCase()}s-refused`).textContent = error.message.split('\n')[0];
  }
}

function tokens(client) {
  const response = client.getState('tokenResponse');
  place('scopes-granted').textContent = response.scope;
  place('token-response').textContent = JSON.stringify(response,
    (name, content) => name.endsWith('_token') ? `${content.slice(0, 12)}…` : content, 2);
}

async function attempt(client, button) {
  const result = place('attempt-result');
  const { patient } = client;
  const body = { resourceType: 'Observation', status: 'final', code: { text: 'x' },
    subject: { reference: `Patient/${patient.id}` } };
  const writes = button.dataset.method === 'POST';
  result.hidden = false;
  try {
    const answer = await client.request({ url: button.dataset.try, ...(writes && { method: 'POST',
      body: JSON.stringify(body), headers: { 'content-type': 'application/fhir+json' } }) });
    result.textContent = JSON.stringify(answer, null, 2);
  } catch (error) {
    result.textContent = error.message;
  }
}

speak(navigator.language.startsWith('zh') ? 'zh-TW' : 'en');
for (const button of document.querySelectorAll('[data-language]')) {
  button.addEventListener('click', () => speak(button.dataset.language));
}
place('logout').addEventListener('click', () => {
  sessionStorage.clear();
  location.assign('launch.html');
});
FHIR.oauth2.ready()
  .then(client => {
    for (const button of document.querySelectorAll('[data-try]')) {
      button.addEventListener('click', () => attempt(client, button));
    }
    return show(client);
  })
  .then(() => {
    document.body.dataset.state = 'ready';
  })
  .catch(error => {
    place('message').textContent = error.message;
    document.body.dataset.state = 'problem';
  });
