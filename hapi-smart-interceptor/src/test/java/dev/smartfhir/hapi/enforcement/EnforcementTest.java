package dev.smartfhir.hapi.enforcement;

import static dev.smartfhir.hapi.Rules.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.jpa.dao.NonPersistedSearch;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.Include;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import ca.uhn.fhir.rest.api.server.SimplePreResourceShowDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.rest.server.util.ICachedSearchDetails;
import dev.smartfhir.hapi.Rules;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class EnforcementTest {

    private final Enforcement enforcement = new Enforcement(Rules.server(), Rules.properties());

    @ParameterizedTest
    @EnumSource(value = RestOperationTypeEnum.class, names = {"METADATA"}, mode = Mode.EXCLUDE)
    void refusesEveryInteractionOfARequestWithoutAToken(RestOperationTypeEnum interaction) {
        RequestDetails request = new ServletRequestDetails() {
            @Override
            public String getHeader(String name) {
                return null;
            }
        };
        request.setResourceName("Patient");
        request.setParameters(Map.of());
        request.setCompleteUrl("http://x/fhir/Patient");
        assertThatThrownBy(() -> enforcement.beforeHandling(interaction, request))
                .isInstanceOf(ForbiddenOperationException.class);
    }

    @Test
    void refusesWhateverStorageDoesForARequestWithoutAToken() {
        RequestDetails request = new ServletRequestDetails();
        List.<Runnable>of(
                () -> enforcement.beforeCreate(new Patient(), request),
                () -> enforcement.beforeUpdate(new Patient(), new Patient(), request),
                () -> enforcement.beforeDelete(new Patient(), request),
                () -> enforcement.beforeCascade(request),
                () -> enforcement.beforeExpunge(request),
                () -> enforcement.beforeExport(request),
                () -> enforcement.narrow(details(), new SearchParameterMap(), request),
                () -> enforcement.show(new SimplePreResourceShowDetails(new Patient()), request),
                () -> enforcement.respond(new ResponseDetails(200, new Patient()), request))
                .forEach(hook -> assertThatThrownBy(hook::run).isInstanceOf(ForbiddenOperationException.class));
    }

    @Test
    void doesNotEnforceWhatTheServerDoesOnItsOwn() {
        RequestDetails request = new SystemRequestDetails();
        assertThatCode(() -> {
            enforcement.beforeHandling(RestOperationTypeEnum.DELETE, request);
            enforcement.beforeCreate(new Patient(), request);
            enforcement.beforeExport(request);
            enforcement.beforeDelete(new Patient(), null);
        }).doesNotThrowAnyException();
        SearchParameterMap search = new SearchParameterMap();
        search.addInclude(new Include("*"));
        enforcement.narrow(details(), search, request);
        assertThat(search.getIncludes()).hasSize(1);
        assertThat(enforcement.mayReuse(search, request)).isTrue();
    }

    @Test
    void refusesARequestThatRewritesHistory() {
        RequestDetails request = new ServletRequestDetails();
        request.setRewriteHistory(true);
        token("hospital-a", "system/*.cruds").attachTo(request);
        assertThatThrownBy(() -> enforcement.beforeHandling(RestOperationTypeEnum.UPDATE, request))
                .isInstanceOf(ForbiddenOperationException.class);
        assertThatThrownBy(() -> enforcement.beforeHandling(RestOperationTypeEnum.TRANSACTION, request))
                .isInstanceOf(ForbiddenOperationException.class);
    }

    @ParameterizedTest
    @EnumSource(value = RestOperationTypeEnum.class, names = {"EXTENDED_OPERATION_SERVER", "EXTENDED_OPERATION_TYPE",
            "EXTENDED_OPERATION_INSTANCE"})
    void refusesEveryWriteOfAnOperation(RestOperationTypeEnum operation) {
        RequestDetails request = new ServletRequestDetails();
        request.setRestOperationType(operation);
        token("hospital-a", "system/*.cruds").attachTo(request);
        List.<Runnable>of(
                () -> enforcement.beforeCreate(new Patient(), request),
                () -> enforcement.beforeUpdate(new Patient(), new Patient(), request),
                () -> enforcement.beforeDelete(new Patient(), request))
                .forEach(hook -> assertThatThrownBy(hook::run).isInstanceOf(ForbiddenOperationException.class)
                        .hasMessageContaining("'operation'"));
    }

    private static ICachedSearchDetails details() {
        return new NonPersistedSearch("Patient");
    }

    @Test
    void showsOnlyWhatTheTokenShows() {
        RequestDetails request = new ServletRequestDetails();
        token("hospital-a", "system/Claim.r system/Patient.cud").attachTo(request);
        SimplePreResourceShowDetails details =
                new SimplePreResourceShowDetails(List.of(new Claim(), new Patient()));
        enforcement.show(details, request);
        assertThat(details.getResource(0)).isInstanceOf(Claim.class);
        assertThat(details.getResource(1)).isNull();
    }

    @Test
    void tellsOfOtherResourcesOnlyToWhomEverythingIsOpen() {
        InvalidRequestException telling = new InvalidRequestException("HAPI-1094: Resource Patient/17 not found");
        RequestDetails request = new ServletRequestDetails();
        assertThat(enforcement.insteadOf(telling, request)).isNotNull();
        token("hospital-a", "system/Claim.cruds").attachTo(request);
        assertThat(enforcement.insteadOf(telling, request)).isNotNull();
        token("hospital-a", "system/*.r").attachTo(request);
        assertThat(enforcement.insteadOf(telling, request)).isNotNull();
        token("hospital-a", "system/*.s").attachTo(request);
        assertThat(enforcement.insteadOf(telling, request)).isNotNull();
        token("hospital-a", "system/*.rs").attachTo(request);
        assertThat(enforcement.insteadOf(telling, request)).isNull();
    }
}
