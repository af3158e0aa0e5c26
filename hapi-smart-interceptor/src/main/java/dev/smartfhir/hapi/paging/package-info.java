/**
 * Page links that only their owner can follow.
 */
package dev.smartfhir.hapi.paging;
