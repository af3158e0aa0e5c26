package dev.smartfhir.scopes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Request, ceilings, grant: each row as an authorization server answers it. */
class ScopeGrantTableTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", value = {
        // nothing allowed
        "system/Patient.r; system/Bundle.crs; ''",
        "system/Bundle.r; patient/Bundle.r; ''",
        "system/Bundle.u; system/Bundle.crs; ''",
        "patient/*.rs; system/*.rs user/*.rs; ''",
        "openid; system/*.cruds; ''",
        "__a; __b; ''",
        "launch; launch/patient; ''",
        // narrowed
        "system/Bundle.crs; system/Bundle.rs; system/Bundle.rs",
        "system/Bundle.cruds; system/Bundle.crs; system/Bundle.crs",
        "system/*.cruds; system/Bundle.crs system/ClaimResponse.rs; system/Bundle.crs system/ClaimResponse.rs",
        "system/*.rs; system/Bundle.crs system/ClaimResponse.rs; system/Bundle.rs system/ClaimResponse.rs",
        "system/Bundle.crs; system/*.rs; system/Bundle.rs",
        "system/*.rs; system/*.r system/Bundle.s; system/*.r system/Bundle.s",
        // several ceilings, judged one by one, then united
        "system/Bundle.rs; system/Bundle.r system/Bundle.s; system/Bundle.rs",
        "system/Bundle.rs; system/*.r system/Bundle.s; system/Bundle.rs",
        "system/Bundle.rs; system/Bundle.r?_tag=a system/Bundle.s; system/Bundle.r?_tag=a system/Bundle.s",
        "system/Bundle.rs; system/Bundle.r?_tag=a system/Bundle.rs; system/Bundle.rs",
        // constraints of both sides hold
        "system/Bundle.rs?_tag=a; system/Bundle.crs; system/Bundle.rs?_tag=a",
        "system/Bundle.rs; system/Bundle.crs?_tag=a; system/Bundle.rs?_tag=a",
        "system/Bundle.rs?_id=1; system/Bundle.crs?_tag=a; system/Bundle.rs?_id=1&_tag=a",
        "system/Bundle.rs?_tag=a; system/Bundle.crs?_tag=a,b; system/Bundle.rs?_tag=a",
        "system/Bundle.rs?_tag=a,b; system/Bundle.crs?_tag=b,a; system/Bundle.rs?_tag=a,b",
        "system/Bundle.rs?_tag=a,b; system/Bundle.crs?_tag=b,c; system/Bundle.rs?_tag=a,b&_tag=b,c",
        "system/Bundle.rs?_tag=a; system/Bundle.rs?_tag=b; system/Bundle.rs?_tag=a&_tag=b",
        "system/*.rs?_tag=a; system/Bundle.rs; system/Bundle.rs?_tag=a",
        "system/Bundle.rs?_tag:not=a; system/Bundle.rs?_tag:not=a,b; system/Bundle.rs?_tag:not=a&_tag:not=a,b",
        // SMART 1 is answered in SMART 1 where that is exact
        "system/Bundle.read; system/Bundle.crs; system/Bundle.read",
        "system/Bundle.read; system/*.r system/*.s; system/Bundle.read",
        "system/Bundle.read; system/Bundle.r; system/Bundle.r",
        "system/Bundle.write; system/Bundle.crs; system/Bundle.c",
        "system/Bundle.*; system/Bundle.cruds; system/Bundle.*",
        "system/Bundle.*; system/Bundle.read; system/Bundle.rs",
        "system/*.read; system/Bundle.crs system/ClaimResponse.rs; system/Bundle.read system/ClaimResponse.read",
        "system/Bundle.rs; system/Bundle.read; system/Bundle.rs",
        "system/Bundle.read; system/Bundle.rs?_tag=a; system/Bundle.rs?_tag=a",
        "system/Bundle.read system/Bundle.write; system/Bundle.cruds; system/Bundle.*",
        "system/Bundle.read system/Bundle.rs; system/Bundle.cruds; system/Bundle.rs",
        // shortest form, in the order of the request
        "system/Bundle.r system/Bundle.s; system/Bundle.crs; system/Bundle.rs",
        "system/Bundle.r system/*.r; system/*.r; system/*.r",
        "system/ClaimResponse.rs system/Bundle.crs; system/Bundle.crs system/ClaimResponse.rs; "
            + "system/ClaimResponse.rs system/Bundle.crs",
        "openid fhirUser launch/patient __x; fhirUser openid launch/patient __x; openid fhirUser launch/patient __x",
        "launch/list?role=https://x.tw/r; launch/list; launch/list?role=https://x.tw/r",
        "launch/list; launch/list?role=https://x.tw/r; launch/list?role=https://x.tw/r"})
    void grantsOfARequestWhatTheCeilingsAllow(String request, String ceilings, String granted) {
        assertThat(ScopeSet.parse(request).intersect(ScopeSet.parse(ceilings))).hasToString(granted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "system/Bundle.crs; SYSTEM; CREATE; Bundle; Unrestricted[]",
        "system/Bundle.crs; SYSTEM; UPDATE; Bundle; None[]",
        "system/Bundle.crs; SYSTEM; READ; Patient; None[]",
        "system/Bundle.crs; USER; READ; Bundle; None[]",
        "system/Bundle.crs; SYSTEM; READ; *; None[]",
        "system/*.s; SYSTEM; SEARCH; *; Unrestricted[]",
        "system/*.s; SYSTEM; SEARCH; Patient; Unrestricted[]",
        "system/*.s; SYSTEM; READ; Patient; None[]",
        "system/Patient.read; SYSTEM; SEARCH; Patient; Unrestricted[]",
        "system/Patient.write; SYSTEM; READ; Patient; None[]",
        "system/Bundle.r?_id=1; SYSTEM; READ; Bundle; Constrained[alternatives=[[Constraint[parameter=_id, encodedValue=1]]]]",
        "system/Bundle.r?_id=1 system/*.r; SYSTEM; READ; Bundle; Unrestricted[]",
        "system/Bundle.r?_id=1 system/*.r?_tag=a; SYSTEM; READ; Bundle; Constrained[alternatives="
            + "[[Constraint[parameter=_id, encodedValue=1]], [Constraint[parameter=_tag, encodedValue=a]]]]",
        "openid launch; SYSTEM; READ; Bundle; None[]"})
    void answersTheEnforcersQuestion(String scopes, Context context, Interaction interaction, String type,
                                     String access) {
        assertThat(ScopeSet.parse(scopes).access(context, interaction, type)).hasToString(access);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "system/Bundle.r system/*.s; system/Bundle.rs; true",
        "system/Bundle.c system/*.rs; system/Bundle.crs; true",
        "system/Bundle.r system/*.s?_tag=a; system/Bundle.rs; false",
        "system/Bundle.r system/Patient.s; system/Bundle.rs; false",
        "system/Bundle.r?_tag=a system/Bundle.s; system/Bundle.rs?_tag=a; true",
        "launch/list; launch/list?role=x; true",
        "launch/list?role=x; launch/list; false"})
    void aSetCoversWhatItsScopesGiveTogether(String scopes, String scope, boolean covered) {
        assertThat(ScopeSet.parse(scopes).covers(Scope.parse(scope))).isEqualTo(covered);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "email system/Bundle.sr system/Bundle.r \t; system/Bundle.r",
        "system/Foo.r; ''",
        "'   '; ''"})
    void whatCannotBeReadGrantsNothing(String scopes, String read) {
        assertThat(ScopeSet.readable(scopes)).hasToString(read);
    }
}
