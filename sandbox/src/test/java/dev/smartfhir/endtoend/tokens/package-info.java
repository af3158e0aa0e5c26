/** Codes, refresh tokens and what they give: each launch context stays with its own grant. */
package dev.smartfhir.endtoend.tokens;
