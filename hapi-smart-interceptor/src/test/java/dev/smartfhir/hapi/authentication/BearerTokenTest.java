package dev.smartfhir.hapi.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The token of a header: a b64token of RFC 6750, section 2.1. */
class BearerTokenTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "Zz09-._~+/", "abc=", "abc==", "e30.e30.AAAA", "mF_9.B5f-4.1JqM"})
    void readsEveryTokenOfTheGrammar(String token) {
        assertThat(BearerToken.of(request("Bearer " + token))).isEqualTo(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "==", "a=b", "=a", "a b", "a,b", "a;b", "a:b", "a%20b", "a\\b", "\"a\"", "a\tb", "é",
        "a\u0000", "a*b", "a!b", "a|b", "{a}"})
    void refusesEveryOtherText(String token) {
        assertThatThrownBy(() -> BearerToken.of(request("Bearer " + token))).isInstanceOf(Unauthorized.class)
                .hasMessage("The access token is malformed.");
    }

    @Test
    void refusesATokenBeyondTheLimit() {
        String longest = "a".repeat(BearerToken.MOST_CHARACTERS);

        assertThat(BearerToken.of(request("Bearer " + longest))).isEqualTo(longest);
        assertThatThrownBy(() -> BearerToken.of(request("Bearer " + longest + "="))).isInstanceOf(Unauthorized.class);
    }

    /** A request with this one header and nothing else. */
    private static HttpServletRequest request(String authorization) {
        return (HttpServletRequest) Proxy.newProxyInstance(BearerTokenTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("getHeaders");
                    assertThat(arguments).containsExactly("Authorization");
                    return Collections.enumeration(List.of(authorization));
                });
    }
}
