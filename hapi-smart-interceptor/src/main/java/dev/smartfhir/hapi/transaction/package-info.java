/**
 * What each entry of a batch or transaction demands, before anything is done.
 */
package dev.smartfhir.hapi.transaction;
