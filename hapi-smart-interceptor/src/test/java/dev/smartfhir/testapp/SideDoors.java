package dev.smartfhir.testapp;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Stands for what the starter serves beside FHIR; says which path it believes it was asked for.
 */
@RestController
public class SideDoors {

    @RequestMapping({
        "/", "/control/**", "/mcp/**", "/tester", "/actuator", "/actuator/{*rest}", "/public/**", "/favicon.ico"
    })
    String open(HttpServletRequest request) {
        return "side door " + request.getRequestURI();
    }
}
