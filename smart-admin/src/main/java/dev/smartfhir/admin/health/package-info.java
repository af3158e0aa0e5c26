/**
 * Whether a server answers: the health check of images that have neither a shell nor curl.
 */
package dev.smartfhir.admin.health;
