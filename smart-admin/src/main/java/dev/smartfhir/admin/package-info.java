/**
 * The command {@code java -jar smart-admin.jar}, for those who operate Keycloak and HAPI with the two JARs.
 */
package dev.smartfhir.admin;
