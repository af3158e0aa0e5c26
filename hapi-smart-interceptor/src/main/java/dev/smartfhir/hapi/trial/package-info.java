/**
 * The trial on live traffic: verdicts are reported, and everything passes as if nobody judged.
 */
package dev.smartfhir.hapi.trial;
