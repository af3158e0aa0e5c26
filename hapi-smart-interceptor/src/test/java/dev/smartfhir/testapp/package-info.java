/**
 * A small FHIR server on a real Tomcat that takes the JAR the way the HAPI starter does, and an issuer to mint tokens.
 */
package dev.smartfhir.testapp;
