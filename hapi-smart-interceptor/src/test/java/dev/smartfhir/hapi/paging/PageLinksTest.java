package dev.smartfhir.hapi.paging;

import static dev.smartfhir.hapi.Rules.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.util.UrlUtil;
import dev.smartfhir.hapi.authentication.VerifiedToken;
import dev.smartfhir.scopes.ScopeSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageLinksTest {

    private static final String PAGE = "http://fhir.example/fhir?_getpages=8bc6c2d8&_getpagesoffset=7&_count=7";
    private static final String SCOPES = "system/Bundle.crs system/ClaimResponse.rs";
    private static final VerifiedToken OWNER = token("hospital-a", SCOPES);

    private final PageLinks links = new PageLinks(new PageSignature(Optional.empty()));

    @Test
    void admitsTheOwnerOfALinkAlsoWithARenewedToken() {
        String link = signed(PAGE, OWNER);
        assertThat(link).startsWith(PAGE + "&_smart=");
        VerifiedToken renewed = new VerifiedToken(OWNER.issuer(), OWNER.subject(), OWNER.clientId(),
                ScopeSet.parse("system/ClaimResponse.rs system/Bundle.crs"), Map.of("jti", "2"), Instant.MIN);
        assertThatCode(() -> links.admit(request(link), renewed)).doesNotThrowAnyException();
    }

    static Stream<VerifiedToken> othersThanTheOwner() {
        return Stream.of(
                token("hospital-b", SCOPES),
                token("hospital-a", SCOPES + " system/Patient.r"),
                token("hospital-a", "system/Bundle.crs"),
                new VerifiedToken("https://other.example", OWNER.subject(), OWNER.clientId(), OWNER.scopes(),
                        Map.of(), Instant.MAX),
                new VerifiedToken(OWNER.issuer(), "someone", OWNER.clientId(), OWNER.scopes(), Map.of(), Instant.MAX),
                new VerifiedToken(OWNER.issuer(), null, OWNER.clientId(), OWNER.scopes(), Map.of(), Instant.MAX),
                new VerifiedToken(OWNER.issuer(), OWNER.subject(), OWNER.clientId(), OWNER.scopes(),
                        Map.of("patient", "1"), Instant.MAX));
    }

    @ParameterizedTest
    @MethodSource("othersThanTheOwner")
    void answersAnyoneElseAsIfThePageWereGone(VerifiedToken other) {
        String link = signed(PAGE, OWNER);
        assertThatThrownBy(() -> links.admit(request(link), other)).isInstanceOf(ResourceGoneException.class);
    }

    @Test
    void refusesALinkThatIsUnsignedTamperedOrDoubled() {
        String link = signed(PAGE, OWNER);
        for (String wrong : new String[] {PAGE, link + "x", link.replace("8bc6c2d8", "8bc6c2d9"),
                link + "&_getpages=other", link + "&_smart=x", PAGE + "&_smart=", PAGE + "&_smart",
                link.replace("_getpages=", "_getpages%20=")}) {
            assertThatThrownBy(() -> links.admit(request(wrong), OWNER)).as(wrong)
                    .isInstanceOf(ResourceGoneException.class);
        }
    }

    /** As another Bundle a page would be taken for no results: its total told how much was found, shown or not. */
    @ParameterizedTest
    @ValueSource(strings = {"collection", "batch", "transaction", "document", "batch-response", "", "searchset,batch"})
    void refusesAPageAsABundleThatIsNoResult(String type) {
        String link = signed(PAGE, OWNER);
        assertThatThrownBy(() -> links.admit(request(link + "&_bundletype=" + type), OWNER))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> links.admit(request(link + "&_bundletype=searchset&_bundletype=" + type), OWNER))
                .isInstanceOf(InvalidRequestException.class);
        assertThatCode(() -> links.admit(request(link + "&_bundletype=searchset"), OWNER)).doesNotThrowAnyException();
        assertThatCode(() -> links.admit(request(link + "&_bundletype=history"), OWNER)).doesNotThrowAnyException();
    }

    @Test
    void doesNotLetPartsOfTheOwnerRunIntoEachOther() {
        PageSignature signature = new PageSignature(Optional.of("secret-of-thirty-two-characters!"));
        assertThat(signature.sign("id", new PageOwner(List.of("ab", "c"))))
                .isNotEqualTo(signature.sign("id", new PageOwner(List.of("a", "bc"))))
                .isNotEqualTo(signature.sign("id", new PageOwner(List.of("ab", "c", ""))));
    }

    @Test
    void letsAnotherServerWithTheSameSecretGoOnAndNoneWithAnother() {
        Optional<String> secret = Optional.of("secret-of-thirty-two-characters!");
        String link = signed(new PageLinks(new PageSignature(secret)), PAGE, OWNER);
        assertThatCode(() -> new PageLinks(new PageSignature(secret)).admit(request(link), OWNER))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> links.admit(request(link), OWNER)).isInstanceOf(ResourceGoneException.class);
    }

    @Test
    void signsALinkOnceHoweverOftenItLeaves() {
        assertThat(signed(signed(PAGE, OWNER), OWNER)).isEqualTo(signed(PAGE, OWNER));
        assertThat(signed(signed(PAGE, token("other", SCOPES)), OWNER)).isEqualTo(signed(PAGE, OWNER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://fhir.example/fhir/ClaimResponse?status=active", "http://fhir.example/fhir",
            "http://fhir.example/fhir/ClaimResponse?_offset=20&_count=20"})
    void leavesOtherLinksAlone(String link) {
        assertThat(signed(link, OWNER)).isEqualTo(link);
    }

    private String signed(String url, VerifiedToken owner) {
        return signed(links, url, owner);
    }

    private static String signed(PageLinks links, String url, VerifiedToken owner) {
        Bundle bundle = new Bundle();
        bundle.addLink().setRelation("next").setUrl(url);
        links.sign(bundle, owner, false);
        return bundle.getLinkFirstRep().getUrl();
    }

    private static SystemRequestDetails request(String url) {
        SystemRequestDetails request = new SystemRequestDetails();
        request.setParameters(UrlUtil.parseQueryString(url.substring(url.indexOf('?') + 1)));
        return request;
    }
}
