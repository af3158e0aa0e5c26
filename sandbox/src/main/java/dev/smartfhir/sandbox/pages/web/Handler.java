package dev.smartfhir.sandbox.pages.web;

/** One page. */
@FunctionalInterface
public interface Handler {

    /** @throws Refused if the request is not acceptable */
    Answer handle(Request request);
}
