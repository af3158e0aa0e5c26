package dev.smartfhir.keycloak.registration;

import dev.smartfhir.keycloak.client.SmartNames;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.representations.idm.ClientRepresentation;

/** Leaves out the scopes of SMART's, for clients that register themselves as no SMART app. */
final class OrdinaryScopes {

    private OrdinaryScopes() {
    }

    /** Of scopes separated by spaces; {@code null} stays so. */
    static String in(String scope) {
        return scope == null ? null : Stream.of(scope.split(" ")).filter(word -> !SmartNames.isSmart(word))
                .collect(Collectors.joining(" "));
    }

    /** Of a list; {@code null} stays so. */
    static List<String> in(List<String> names) {
        return names == null ? null : names.stream().filter(name -> !SmartNames.isSmart(name)).toList();
    }

    /** The first SMART-named client scope that a description asks for. */
    static Optional<String> smartIn(ClientRepresentation asked) {
        return Stream.of(asked.getDefaultClientScopes(), asked.getOptionalClientScopes())
                .filter(names -> names != null).flatMap(List::stream).filter(SmartNames::isSmart).findFirst();
    }
}
