package dev.smartfhir.keycloak.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smartfhir.keycloak.clientauth.InvalidClient;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class JwksCacheTest {

    private static final JwksCache.Key KEY = new JwksCache.Key("realm", "client", "https://example.org/jwks");

    private final AtomicLong now = new AtomicLong(1_000);
    private final JwksCache cache = new JwksCache(now::get);
    private int fetches;
    private String published = "a";
    private long lifetime = 60;
    private boolean down;

    @Test
    void fetchesOnceWhileTheAnswerIsFresh() throws InvalidClient {
        get("a");
        now.addAndGet(59);
        get("a");
        assertThat(fetches).isEqualTo(1);
    }

    @Test
    void fetchesAgainOnceTheAnswerIsStale() throws InvalidClient {
        get("a");
        now.addAndGet(60);
        get("a");
        assertThat(fetches).isEqualTo(2);
    }

    @Test
    void keepsNothingThatMustNotBeStored() throws InvalidClient {
        lifetime = 0;
        get("a");
        published = "b";
        assertThat(get("b").hasKid("b")).isTrue();
        assertThat(fetches).isEqualTo(2);
    }

    @Test
    void anUnknownKidFetchesAgainButNotEveryTime() throws InvalidClient {
        get("a");
        now.addAndGet(JwksCache.REFETCH_AFTER - 1);
        get("new");
        assertThat(fetches).isEqualTo(1);
        now.addAndGet(1);
        published = "new";
        assertThat(get("new").hasKid("new")).isTrue();
        assertThat(fetches).isEqualTo(2);
        get("guess-1");
        get("guess-2");
        assertThat(fetches).isEqualTo(2);
    }

    @Test
    void aStaleKeySetIsNotUsedWhenTheServerIsAway() throws InvalidClient {
        get("a");
        now.addAndGet(60);
        down = true;
        assertThatThrownBy(() -> get("a")).isInstanceOf(InvalidClient.class);
    }

    @Test
    void aFreshKeySetStaysWhenTheFetchForAnUnknownKidFails() throws InvalidClient {
        get("a");
        now.addAndGet(JwksCache.REFETCH_AFTER);
        down = true;
        assertThat(get("new").hasKid("a")).isTrue();
        assertThat(get("a").hasKid("a")).isTrue();
        assertThat(fetches).isEqualTo(2);
    }

    @Test
    void aServerThatIsAwayIsNotAskedAtEveryRequest() {
        down = true;
        assertThatThrownBy(() -> get("a")).isInstanceOf(InvalidClient.class);
        assertThatThrownBy(() -> get("a")).isInstanceOf(InvalidClient.class);
        assertThat(fetches).isEqualTo(1);
        now.addAndGet(JwksCache.RETRY_AFTER);
        assertThatThrownBy(() -> get("a")).isInstanceOf(InvalidClient.class);
        assertThat(fetches).isEqualTo(2);
    }

    @Test
    void anotherClientsEntryIsAnother() throws InvalidClient {
        get("a");
        cache.get(new JwksCache.Key("realm", "other", KEY.url()), "a", this::fetch);
        cache.get(new JwksCache.Key("other", KEY.clientId(), KEY.url()), "a", this::fetch);
        assertThat(fetches).isEqualTo(3);
    }

    private KeySet get(String kid) throws InvalidClient {
        return cache.get(KEY, kid, this::fetch);
    }

    private FetchedKeys fetch() throws InvalidClient {
        fetches++;
        if (down) {
            throw new InvalidClient("away");
        }
        return new FetchedKeys(KeySet.read("{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"" + published + "\"}]}"), lifetime);
    }
}
