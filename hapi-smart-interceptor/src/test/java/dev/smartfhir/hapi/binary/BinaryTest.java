package dev.smartfhir.hapi.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import dev.smartfhir.hapi.Rules;
import dev.smartfhir.hapi.constraint.ConstraintMatcher;
import dev.smartfhir.hapi.grant.Grants;
import dev.smartfhir.hapi.grant.Need;
import dev.smartfhir.hapi.grant.TokenContext;
import dev.smartfhir.hapi.instance.InstanceGuard;
import dev.smartfhir.hapi.instance.NotFound;
import dev.smartfhir.hapi.instance.StoredResources;
import dev.smartfhir.hapi.instance.WriteRules;
import dev.smartfhir.hapi.user.UserAccess;
import dev.smartfhir.hapi.verdict.Demands;
import dev.smartfhir.hapi.verdict.Rule;
import dev.smartfhir.scopes.Interaction;
import dev.smartfhir.scopes.ScopeSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryTest {

    private final Map<String, IBaseResource> known = new HashMap<>();
    private final StoredResources stored = new StoredResources() {
        @Override
        public Optional<IBaseResource> current(String type, String id) {
            return Optional.ofNullable(known.get(type + "/" + id));
        }

        @Override
        public Optional<IBaseResource> version(String type, String id, String version) {
            return Optional.ofNullable(known.get(type + "/" + id + "/" + version));
        }
    };
    private final WriteRules writes = new WriteRules(stored);
    private final InstanceGuard instances = new InstanceGuard(stored, writes);
    private final Grants ofX = grants("system/Binary.cruds patient/*.rs");

    BinaryTest() {
        known.put("Patient/X", new Patient().setId("X"));
        known.put("Patient/Y", new Patient().setId("Y"));
        known.put("Observation/x", new Observation().setSubject(new Reference("Patient/X")));
        known.put("Binary/open", new Binary());
        known.put("Binary/own", binary("Patient/X"));
        known.put("Binary/other", binary("Patient/Y"));
        known.put("Binary/moved", binary("Patient/X"));
        known.put("Binary/moved/1", binary("Patient/Y"));
        known.put("Binary/moved/2", binary("Patient/X"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Patient/Y", "Patient/unknown", "Practitioner/1", "Patient/X/_history/1", "/Patient/X",
            "http://x/fhir/Patient/X", "urn:uuid:7b6c7a4e-4b1f-4b43-9a52-0c1f6f3f7a01", "#p", "Patient?name=x",
            "Binary/open", "Binary/own", "Patient", "X", "patient/X"})
    void isHiddenAndNotWrittenUnlessTheTokenShowsItsSecurityContext(String context) {
        assertThat(ofX.shows(binary(context))).isFalse();
        forbidden(() -> writes.checkCreate(binary(context), ofX));
        forbidden(() -> writes.checkCreated(binary(context), ofX));
        forbidden(() -> writes.checkUpdate(binary("Patient/X"), binary(context), ofX));
        hidden(() -> writes.checkUpdate(binary(context), binary("Patient/X"), ofX));
        hidden(() -> writes.checkDelete(binary(context), ofX));
        assertThat(grants("system/*.cruds").shows(binary(context))).isTrue();
        allowed(() -> writes.checkCreate(binary(context), grants("system/*.cruds")));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"Patient/X", "Observation/x"})
    void isShownAndWrittenWhereTheTokenShowsItsSecurityContextOrItHasNone(String context) {
        assertThat(ofX.shows(binary(context))).isTrue();
        allowed(() -> writes.checkCreate(binary(context), ofX));
        allowed(() -> writes.checkUpdate(binary("Patient/X"), binary(context), ofX));
        allowed(() -> writes.checkDelete(binary(context), ofX));
    }

    @Test
    void needsItsOwnScopeAsWell() {
        assertThat(grants("patient/*.cruds").shows(binary("Patient/X"))).isFalse();
        assertThat(grants("system/Binary.rs").shows(binary("Patient/X"))).isFalse();
    }

    @Test
    void isHiddenInATightCircleOfContexts() {
        known.put("Binary/1", binary("Binary/2"));
        known.put("Binary/2", binary("Binary/1"));
        assertThat(ofX.shows(known.get("Binary/1"))).isFalse();
    }

    @Test
    void answersHiddenAndUnknownContextsAlike() {
        ForbiddenOperationException hidden = catchThrowableOfType(
                ForbiddenOperationException.class, () -> writes.checkCreate(binary("Patient/Y"), ofX));
        ForbiddenOperationException unknown = catchThrowableOfType(
                ForbiddenOperationException.class, () -> writes.checkCreate(binary("Patient/unknown"), ofX));
        assertThat(hidden.getMessage()).isEqualTo(unknown.getMessage()).contains("'security-context'");
    }

    @ParameterizedTest
    @CsvSource({"READ", "VREAD", "HISTORY_INSTANCE", "UPDATE", "PATCH", "DELETE"})
    void isUnknownToWhomItIsNotShown(RestOperationTypeEnum interaction) {
        Demands demands = Demands.of(Rule.INTERACTION, new Need(Interaction.READ, "Binary"));
        for (String id : new String[] {"other", "unknown", "moved/_history/1"}) {
            if (id.startsWith("moved") && interaction != RestOperationTypeEnum.VREAD) {
                continue;
            }
            hidden(() -> instances.admit(interaction, new IdType("Binary/" + id), new Binary(), demands, ofX));
        }
        for (String id : new String[] {"own/_history/1", "open/_history/1", "moved/_history/2"}) {
            known.putIfAbsent("Binary/own/1", binary("Patient/X"));
            known.putIfAbsent("Binary/open/1", new Binary());
            allowed(() -> instances.admit(interaction, new IdType("Binary/" + id), new Binary(), demands, ofX));
        }
    }

    @Test
    void isCreatedByPutOnlyWhereEveryResourceIsShown() {
        hidden(() -> writes.checkCreateByUpdate(new Binary(), ofX));
        allowed(() -> writes.checkCreateByUpdate(new Binary(), grants("system/*.cruds")));
    }

    private Grants grants(String scopes) {
        return new Grants(ScopeSet.parse(scopes), Rules.COMPARTMENT, ConstraintMatcher.NONE,
                new BinaryContexts(stored), new TokenContext(
                        Optional.of("X"), Optional.empty(), (user, need) -> UserAccess.nothing()));
    }

    private static Binary binary(String context) {
        return context == null ? new Binary() : new Binary().setSecurityContext(new Reference().setReference(context));
    }

    private static void forbidden(Runnable write) {
        assertThatThrownBy(write::run).isInstanceOf(ForbiddenOperationException.class);
    }

    private static void hidden(Runnable write) {
        assertThatThrownBy(write::run).isInstanceOf(NotFound.class);
    }

    private static void allowed(Runnable write) {
        assertThatCode(write::run).doesNotThrowAnyException();
    }
}
