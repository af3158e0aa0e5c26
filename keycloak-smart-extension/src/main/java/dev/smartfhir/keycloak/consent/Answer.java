package dev.smartfhir.keycloak.consent;

/**
 * What a user answered to one page.
 *
 * @param yes what he ticked
 * @param no what he left unticked, and every broad scope that he opened to choose parts of it
 */
record Answer(ScopeSelection yes, ScopeSelection no) {
}
