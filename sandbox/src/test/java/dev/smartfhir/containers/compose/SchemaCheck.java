package dev.smartfhir.containers.compose;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.smartfhir.containers.ContainerFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Holds each file, and what the files make together, to the schema of the Compose Specification.
 *
 * <p>The schema is the one that the npm package dclint 3.1.0 ships (Apache-2.0).
 */
public final class SchemaCheck {

    private SchemaCheck() {
    }

    public static List<String> faults(ContainerFiles files) {
        JsonSchema schema = schema();
        return Stream.concat(files.composeFiles().stream(), files.variants().stream())
                .flatMap(file -> schema.validate(file.tree()).stream()
                        .map(message -> file.name() + " against the schema: " + message.getMessage()))
                .toList();
    }

    private static JsonSchema schema() {
        try (InputStream in = SchemaCheck.class.getResourceAsStream("/compose/compose-spec.json")) {
            ObjectNode schema = (ObjectNode) new ObjectMapper().readTree(in);
            // It is no absolute URI; the schema's own references do not need it.
            schema.remove("$id");
            return JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
