package dev.smartfhir.hapi.binary;

import dev.smartfhir.hapi.grant.SecurityContexts;
import dev.smartfhir.hapi.instance.StoredResources;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Binary;

/**
 * The security context of a Binary, {@code Type/id} of a stored resource that is no Binary itself. Any other reference,
 * such as to another server, to a version or to what is not stored, opens the Binary to nobody.
 *
 * @see <a href="https://hl7.org/fhir/R4/binary.html#security">FHIR R4, Binary, security context</a>
 */
public final class BinaryContexts implements SecurityContexts {

    private static final Pattern REFERENCE = Pattern.compile("([A-Z][A-Za-z]+)/([A-Za-z0-9.-]{1,64})");

    private final StoredResources stored;

    /** Contexts that are stored here. */
    public BinaryContexts(StoredResources stored) {
        this.stored = stored;
    }

    @Override
    public boolean allow(IBaseResource resource, Predicate<IBaseResource> shown) {
        if (!(resource instanceof Binary binary) || !binary.hasSecurityContext()) {
            return true;
        }
        String reference = String.valueOf(binary.getSecurityContext().getReferenceElement().getValue());
        Matcher matcher = REFERENCE.matcher(reference);
        return matcher.matches() && !matcher.group(1).equals("Binary")
                && stored.current(matcher.group(1), matcher.group(2)).filter(shown).isPresent();
    }
}
