package dev.smartfhir.hapi.config;

import dev.smartfhir.scopes.ResourceTypes;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Turns what the operator wrote into the configuration, or names the property that is wrong.
 */
final class PropertyReader {

    private static final Duration MOST_SKEW = Duration.ofSeconds(60);
    private static final int MOST_TOKENS = 1_000_000;
    private static final int SHORTEST_SECRET = 32;
    private static final Pattern OPEN_PATH = Pattern.compile("/|(/[A-Za-z0-9._~$-]+)+(/\\*)?");
    private static final Pattern CHAIN = Pattern.compile(
            "[A-Za-z]+:[A-Za-z0-9_-]+(:[A-Z][A-Za-z]+)?(\\.[A-Za-z0-9_-]+(:[A-Z][A-Za-z]+)?)*\\.[A-Za-z0-9_-]+");

    private final RawProperties raw;

    PropertyReader(RawProperties raw) {
        this.raw = raw;
    }

    SmartProperties read() {
        return new SmartProperties(
                fhirBase(),
                issuers(),
                clockSkew(),
                tokenCacheSize(),
                openPaths(),
                allowedChains(),
                OperationNames.read(raw.operations()),
                privilegedWrites(),
                practitionersAccessAll(),
                pagingSecret(),
                new ModeReader(raw.mode(), raw.reportOnlyUntil(), Clock.systemUTC()).read(),
                raw.audit(),
                trustedCertificates(),
                raw.allowPlainHttp());
    }

    private URI fhirBase() {
        return ConfiguredUrl.read("smart.fhir-base", raw.fhirBase());
    }

    private List<IssuerProperties> issuers() {
        if (raw.issuers() == null || raw.issuers().isEmpty()) {
            throw new InvalidSmartProperty("smart.issuers[0].issuer", "is required: the issuer of the access tokens");
        }
        List<IssuerProperties> issuers = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        for (int i = 0; i < raw.issuers().size(); i++) {
            String prefix = "smart.issuers[" + i + "]";
            IssuerProperties issuer = new IssuerReader(prefix, raw.issuers().get(i), raw.allowPlainHttp()).read();
            if (!seen.add(issuer.issuer())) {
                throw new InvalidSmartProperty(prefix + ".issuer", "is given twice: " + issuer.issuer());
            }
            issuers.add(issuer);
        }
        return issuers;
    }

    private Duration clockSkew() {
        Duration skew = raw.clockSkew();
        if (skew.isNegative() || skew.compareTo(MOST_SKEW) > 0) {
            throw new InvalidSmartProperty("smart.clock-skew", "has to be between 0s and 60s");
        }
        return skew;
    }

    private int tokenCacheSize() {
        int size = raw.tokenCache().size();
        if (size < 1 || size > MOST_TOKENS) {
            throw new InvalidSmartProperty("smart.token-cache.size", "has to be between 1 and " + MOST_TOKENS);
        }
        return size;
    }

    private List<String> openPaths() {
        for (int i = 0; i < raw.openPaths().size(); i++) {
            String path = raw.openPaths().get(i);
            if (!OPEN_PATH.matcher(path).matches() || List.of(path.split("/")).contains("..")
                    || List.of(path.split("/")).contains(".")) {
                throw new InvalidSmartProperty("smart.open-paths[" + i + "]",
                        "has to be a plain path such as /control/jobs, or end in /* such as /control/*: " + path);
            }
        }
        return raw.openPaths();
    }

    private Set<String> allowedChains() {
        Set<String> chains = new TreeSet<>();
        for (int i = 0; i < raw.search().allowedChains().size(); i++) {
            String chain = raw.search().allowedChains().get(i);
            if (ChainPreset.ALL.containsKey(chain)) {
                chains.addAll(ChainPreset.ALL.get(chain));
                continue;
            }
            if (!CHAIN.matcher(chain).matches() || !ResourceTypes.isKnown(chain.substring(0, chain.indexOf(':')))) {
                throw new InvalidSmartProperty("smart.search.allowed-chains[" + i + "]",
                        "has to be Type:parameter.parameter, such as ClaimResponse:request.patient.name, or one of "
                                + ChainPreset.ALL.keySet() + ": " + chain);
            }
            chains.add(chain);
        }
        return chains;
    }

    private Set<String> privilegedWrites() {
        for (int i = 0; i < raw.privilegedWrites().size(); i++) {
            String type = raw.privilegedWrites().get(i);
            if (!ResourceTypes.isKnown(type)) {
                throw new InvalidSmartProperty("smart.privileged-writes[" + i + "]",
                        "has to be a FHIR resource type: " + type);
            }
        }
        return new TreeSet<>(raw.privilegedWrites());
    }

    private boolean practitionersAccessAll() {
        return switch (raw.userAccess().practitioner()) {
            case "all" -> true;
            case "none" -> false;
            default -> throw new InvalidSmartProperty("smart.user-access.practitioner",
                    "has to be none or all: " + raw.userAccess().practitioner());
        };
    }

    private Optional<String> pagingSecret() {
        if (raw.pagingSecret() != null && raw.pagingSecret().length() < SHORTEST_SECRET) {
            throw new InvalidSmartProperty("smart.paging-secret",
                    "has to be at least " + SHORTEST_SECRET + " characters, or left out");
        }
        return Optional.ofNullable(raw.pagingSecret());
    }

    private Optional<Path> trustedCertificates() {
        return Optional.ofNullable(raw.trustedCertificates())
                .map(text -> readableFile("smart.trusted-certificates", text));
    }

    static Path readableFile(String property, String text) {
        try {
            Path file = Path.of(text);
            if (Files.isReadable(file) && Files.isRegularFile(file)) {
                return file;
            }
        } catch (InvalidPathException e) {
            // Said below.
        }
        throw new InvalidSmartProperty(property, "has to be a file that this server can read: " + text);
    }
}
