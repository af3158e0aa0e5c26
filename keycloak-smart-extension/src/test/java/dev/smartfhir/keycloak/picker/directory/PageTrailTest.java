package dev.smartfhir.keycloak.picker.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PageTrailTest {

    @Test
    void leadsFromPageToPageAndBack() {
        PageTrail third = PageTrail.FIRST.before(Optional.of("2")).forward().before(Optional.of("3")).forward();

        assertThat(PageTrail.FIRST.link()).isEmpty();
        assertThat(PageTrail.FIRST.hasPrevious()).isFalse();
        assertThat(PageTrail.FIRST.previous()).isEqualTo(PageTrail.FIRST);
        assertThat(third.link()).contains("3");
        assertThat(third.previous().link()).contains("2");
        assertThat(third.previous().previous()).isEqualTo(PageTrail.FIRST);
    }

    @Test
    void endsWhereTheServerNamesNoNextPage() {
        assertThat(PageTrail.FIRST.forward()).isEqualTo(PageTrail.FIRST);
        assertThat(PageTrail.FIRST.before(Optional.of("2")).before(Optional.empty()).forward())
                .isEqualTo(PageTrail.FIRST);
        assertThat(PageTrail.NONE.isSearching()).isFalse();
    }

    @Test
    void staysSmallHoweverFarOneGoes() {
        PageTrail far = IntStream.range(0, 500).boxed().reduce(PageTrail.FIRST,
                (trail, page) -> trail.before(Optional.of("p" + page)).forward(), (a, b) -> b);

        assertThat(far.links()).hasSize(50);
        assertThat(far.link()).contains("p499");
    }
}
