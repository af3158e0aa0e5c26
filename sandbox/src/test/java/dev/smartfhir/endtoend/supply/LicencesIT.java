package dev.smartfhir.endtoend.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each shipped JAR carries its licence, and the licences and notices of what is inside it. */
class LicencesIT {

    private static final List<String> LIBRARIES =
            List.of("Nimbus JOSE + JWT", "Gson", "JCIP Annotations", "picocli", "Jackson", "FastDoubleParser");

    @ParameterizedTest
    @EnumSource
    void theLicenceIsInTheJarAsItStandsInTheProject(ShippedJar jar) throws IOException {
        assertThat(jar.text("META-INF/LICENSE")).isEqualTo(ShippedJar.licence()).contains("Apache License");
    }

    @ParameterizedTest
    @EnumSource
    void noFileIsInTheJarTwice(ShippedJar jar) throws IOException {
        assertThat(jar.entries()).doesNotHaveDuplicates();
        assertThat(jar.entries()).noneMatch(entry -> entry.startsWith("META-INF/versions/")
                || entry.endsWith("module-info.class") || entry.endsWith(".SF") || entry.endsWith(".RSA"));
    }

    @Test
    void theNoticeNamesEachLibraryInsideAndNoOther() throws IOException {
        assertThat(named(ShippedJar.KEYCLOAK)).isEmpty();
        assertThat(named(ShippedJar.HAPI)).containsExactly("Nimbus JOSE + JWT", "Gson", "JCIP Annotations");
        assertThat(named(ShippedJar.ADMIN)).isEqualTo(LIBRARIES);
    }

    @Test
    void whatIsUnderOtherLicencesBringsTheirTexts() throws IOException {
        assertThat(ShippedJar.ADMIN.text("META-INF/thirdparty-LICENSE"))
                .contains("MIT License", "2-clause BSD License");
        assertThat(ShippedJar.ADMIN.text("META-INF/FastDoubleParser-NOTICE")).contains("Werner Randelshofer");
        assertThat(ShippedJar.ADMIN.entries()).contains("META-INF/FastDoubleParser-LICENSE");
    }

    @ParameterizedTest
    @EnumSource
    void theManifestSaysNothingOfWhoBuiltItWithWhat(ShippedJar jar) throws IOException {
        assertThat(jar.text("META-INF/MANIFEST.MF")).contains("Implementation-Version: 0.1.0")
                .doesNotContain("Created-By", "Build-Jdk", "Built-By");
    }

    private static List<String> named(ShippedJar jar) throws IOException {
        String notice = jar.text("META-INF/NOTICE");
        return LIBRARIES.stream().filter(library -> notice.contains("- " + library)).toList();
    }
}
