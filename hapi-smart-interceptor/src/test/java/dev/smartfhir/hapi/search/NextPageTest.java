package dev.smartfhir.hapi.search;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextPageTest {

    private static final String LINK = "http://fhir.example/fhir?_getpages=id&_getpagesoffset=50&_count=50";

    @ParameterizedTest
    @CsvSource({"5, 0, 5", "5, 10, 15", "0, 0, 100", "0, 50, 100"})
    void takesALinkAwayThatOnlyWhatIsHiddenWouldHaveFilled(int shown, int offset, int inAll) {
        Bundle page = page(shown, BundleType.SEARCHSET);
        page.addLink().setRelation("next").setUrl(LINK);
        complete(page, offset, inAll);
        assertThat(page.getLink("next")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"5, 0, 6, 5", "5, 10, 16, 15", "50, 0, 51, 50"})
    void letsALinkGoOnWhereThePageEnds(int shown, int offset, int inAll, int next) {
        Bundle page = page(shown, BundleType.SEARCHSET);
        page.addLink().setRelation("next").setUrl(LINK);
        complete(page, offset, inAll);
        assertThat(page.getLink("next").getUrl()).isEqualTo(LINK.replace("offset=50", "offset=" + next));
    }

    @Test
    void addsALinkThatHapiHasNotSeen() {
        Bundle page = page(3, BundleType.SEARCHSET);
        complete(page, 6, 10);
        assertThat(page.getLink("next").getUrl()).contains("_getpages=id", "_getpagesoffset=9", "_count=3");
    }

    @Test
    void leavesAHistoryAsItIs() {
        Bundle page = page(3, BundleType.HISTORY);
        page.addLink().setRelation("next").setUrl(LINK);
        complete(page, 0, 3);
        assertThat(page.getLink("next").getUrl()).isEqualTo(LINK);
    }

    private static Bundle page(int shown, BundleType type) {
        Bundle page = new Bundle().setType(type);
        page.setId("id");
        for (int i = 0; i < shown; i++) {
            page.addEntry().setResource(new Observation()).getSearch().setMode(SearchEntryMode.MATCH);
        }
        page.addEntry().setResource(new Observation()).getSearch().setMode(SearchEntryMode.INCLUDE);
        return page;
    }

    private static void complete(Bundle page, int offset, int inAll) {
        RequestDetails request = new SystemRequestDetails();
        request.setFhirServerBase("http://fhir.example/fhir");
        if (offset > 0) {
            request.setRestOperationType(RestOperationTypeEnum.GET_PAGE);
            request.addParameter("_getpagesoffset", new String[] {String.valueOf(offset)});
        }
        new NextPage((results, search, asked) -> search.equals("id") && results < inAll).complete(page, request);
    }
}
