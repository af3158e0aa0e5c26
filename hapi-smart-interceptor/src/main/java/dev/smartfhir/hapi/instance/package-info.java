/**
 * The single resource that a request names: judged by its body, and unknown to whom it is not shown.
 */
package dev.smartfhir.hapi.instance;
