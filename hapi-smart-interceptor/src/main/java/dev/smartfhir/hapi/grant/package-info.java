/**
 * What a token lets its bearer do, asked letter by letter and type by type.
 */
package dev.smartfhir.hapi.grant;
