package dev.smartfhir.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages are what the table says; with {@code -Dtable.write=true} they are written anew. */
class TableDocumentTest {

    @ParameterizedTest
    @CsvSource({"docs/decision-table.md, false", "docs/zh-TW/decision-table.md, true"})
    void thePageIsRenderedFromTheTable(String page, boolean chinese) throws IOException {
        Path file = Table.ROOT.resolve(page);
        String rendered = new TableDocument(Table.read(), chinese).text();
        if (Boolean.getBoolean("table.write")) {
            Files.writeString(file, rendered);
        }
        assertThat(Files.readString(file)).as("render it anew, see docs/building.md").isEqualTo(rendered);
    }
}
