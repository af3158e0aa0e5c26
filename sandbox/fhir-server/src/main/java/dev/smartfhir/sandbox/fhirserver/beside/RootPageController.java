package dev.smartfhir.sandbox.fhirserver.beside;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A page at {@code /}, where a stock starter serves its tester. */
@RestController
class RootPageController {

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    String page() {
        return "<!doctype html><title>HAPI FHIR</title><p>The FHIR base is <a href=\"fhir/metadata\">/fhir</a>.</p>";
    }
}
