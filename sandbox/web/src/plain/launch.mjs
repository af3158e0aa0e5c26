import FHIR from 'fhirclient';

FHIR.oauth2.authorize({
  clientId: 'plain-app',
  scope: 'launch/patient patient/*.read openid fhirUser',
  iss: 'http://localhost:8080/fhir',
  redirectUri: 'index.html',
}).catch(error => {
  document.getElementById('message').textContent = error.message;
});
