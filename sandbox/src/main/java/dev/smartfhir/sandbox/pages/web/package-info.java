/** Requests, sessions and answers of the pages, with the checks that hold for every page. */
package dev.smartfhir.sandbox.pages.web;
