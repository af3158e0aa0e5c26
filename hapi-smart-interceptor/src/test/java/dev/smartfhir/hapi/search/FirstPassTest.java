package dev.smartfhir.hapi.search;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.StringParam;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstPassTest {

    @Test
    void readsMoreOfASearchThatHasAFilterWhateverPageTheClientAsksFor() {
        assertThat(count(filtered(search -> { }), null)).isGreaterThan(200);
        assertThat(count(filtered(search -> search.setCount(50)), null)).isGreaterThan(200);
        assertThat(count(filtered(search -> { }), "no-cache")).isGreaterThan(200);
    }

    @Test
    void readsNoMoreOfASearchWithoutAFilter() {
        SearchParameterMap search = new SearchParameterMap();
        search.add("patient", new ReferenceParam("Patient/X"));
        assertThat(count(search, null)).isNull();
    }

    @Test
    void doesNotMakeAPageOfWhatIsOnlyCounted() {
        assertThat(count(filtered(search -> search.setCount(0)), null)).isZero();
    }

    @Test
    void leavesTheCountWhereItSaysHowMuchIsAnswered() {
        assertThat(count(filtered(search -> search.setLoadSynchronous(true)), null)).isNull();
        assertThat(count(filtered(search -> search.setLoadSynchronousUpTo(10)), null)).isNull();
        assertThat(count(filtered(search -> search.setOffset(20)), null)).isNull();
        assertThat(count(filtered(search -> search.setCount(5)), "No-Store, max-results=5")).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-store", "max-age=0, NO-STORE"})
    void leavesTheCountWhereNothingIsToBeStored(String cacheControl) {
        assertThat(count(filtered(search -> { }), cacheControl)).isNull();
    }

    private static SearchParameterMap filtered(Consumer<SearchParameterMap> more) {
        SearchParameterMap search = new SearchParameterMap();
        search.add("_filter", new StringParam("subject eq \"Patient/X\" or performer eq \"Patient/X\""));
        more.accept(search);
        return search;
    }

    private static Integer count(SearchParameterMap search, String cacheControl) {
        RequestDetails request = new ServletRequestDetails() {
            @Override
            public List<String> getHeaders(String name) {
                return cacheControl != null && name.equals("Cache-Control") ? List.of(cacheControl) : List.of();
            }
        };
        FirstPass.extend(search, request);
        return search.getCount();
    }
}
