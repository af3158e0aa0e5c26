/**
 * Binary: who may see one is said by the resource that it names as its security context.
 */
package dev.smartfhir.hapi.binary;
