package dev.smartfhir.testapp;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;

/**
 * Leaves out the auto-configurations that only a full JPA server has use for; what the JAR brings stays in.
 */
public class WebOnly implements AutoConfigurationImportFilter {

    private static final String BOOT = "org.springframework.boot.autoconfigure.";

    @Override
    public boolean[] match(String[] names, AutoConfigurationMetadata metadata) {
        boolean[] matches = new boolean[names.length];
        for (int i = 0; i < names.length; i++) {
            String name = String.valueOf(names[i]);
            matches[i] = name.startsWith("dev.smartfhir.")
                    || name.startsWith(BOOT + "web.servlet.")
                    || name.startsWith(BOOT + "web.embedded.")
                    || name.startsWith(BOOT + "context.")
                    || name.startsWith(BOOT + "http.HttpMessageConverters");
        }
        return matches;
    }
}
