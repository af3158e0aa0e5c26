/** TLS with a private authority, reverse proxies with path prefixes, and what the servers call by themselves. */
package dev.smartfhir.endtoend.network;
