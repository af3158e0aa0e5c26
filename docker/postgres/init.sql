-- One database and one owner for each server; nobody else may connect. Runs once, when the volume is empty.
\getenv keycloak_password KEYCLOAK_DB_PASSWORD
\getenv fhir_password FHIR_DB_PASSWORD

CREATE ROLE keycloak LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'keycloak_password';
CREATE ROLE fhir LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'fhir_password';

CREATE DATABASE keycloak OWNER keycloak;
CREATE DATABASE fhir OWNER fhir;

REVOKE ALL ON DATABASE keycloak, fhir, postgres, template1 FROM PUBLIC;
