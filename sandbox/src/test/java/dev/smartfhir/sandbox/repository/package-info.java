/** Rules that every file of the project keeps. */
package dev.smartfhir.sandbox.repository;
