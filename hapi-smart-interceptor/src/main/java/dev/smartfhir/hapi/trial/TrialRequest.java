package dev.smartfhir.hapi.trial;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Resource;

/**
 * A copy of a request to judge in its place: whatever judging does to it, the request itself stays as it is.
 *
 * <p>It has a body, headers and notes of its own; the notes last as long as the request.
 */
final class TrialRequest extends ServletRequestDetails {

    private static final String KEY = TrialRequest.class.getName();

    private final ServletRequestDetails original;
    private final Map<Object, Object> notes;
    private final Map<String, List<String>> changedHeaders = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final boolean entry;
    private boolean copied;

    TrialRequest(ServletRequestDetails original) {
        super(original);
        this.original = original;
        this.entry = original.isSubRequest();
        this.notes = notesOf(original);
    }

    @SuppressWarnings("unchecked")
    private static Map<Object, Object> notesOf(ServletRequestDetails original) {
        Map<Object, Object> all = original.getUserData();
        return (Map<Object, Object>) all.computeIfAbsent(KEY,
                key -> Collections.synchronizedMap(new HashMap<>(all)));
    }

    @Override
    public Map<Object, Object> getUserData() {
        return notes == null ? super.getUserData() : notes;
    }

    @Override
    public boolean isSubRequest() {
        return entry;
    }

    /** A copy, made when it is first asked for. */
    @Override
    public IBaseResource getResource() {
        if (!copied) {
            copied = true;
            setResource(copy(super.getResource()));
        }
        return super.getResource();
    }

    static IBaseResource copy(IBaseResource resource) {
        return resource instanceof Resource body ? body.copy() : resource;
    }

    /** The body can be read once, and what has been read is kept for HAPI. */
    @Override
    protected byte[] getByteStreamRequestContents() {
        return original.loadRequestContents();
    }

    @Override
    public String getHeader(String name) {
        List<String> changed = changedHeaders.get(name);
        return changed == null ? original.getHeader(name) : changed.isEmpty() ? null : changed.get(0);
    }

    @Override
    public List<String> getHeaders(String name) {
        List<String> changed = changedHeaders.get(name);
        return changed == null ? original.getHeaders(name) : changed;
    }

    @Override
    public void setHeaders(String name, List<String> values) {
        changedHeaders.put(name, List.copyOf(values));
    }
}
