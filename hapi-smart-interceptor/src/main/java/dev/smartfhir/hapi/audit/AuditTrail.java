package dev.smartfhir.hapi.audit;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * Is told on a request's way what a record of it will need.
 */
public interface AuditTrail {

    /** Of a server that keeps no records. */
    AuditTrail NONE = new AuditTrail() {
        @Override
        public void admit(ServletRequestDetails request) {
            // Nothing is recorded.
        }

        @Override
        public void changed(Touch.Action action, IBaseResource resource, RequestDetails request) {
            // Nothing is recorded.
        }

        @Override
        public void leaves(IBaseResource answer, RequestDetails request) {
            // Nothing is recorded.
        }

        @Override
        public void answered(IBaseResource answer, RequestDetails request) {
            // Nothing is recorded.
        }
    };

    /**
     * A request is authenticated and nothing of it done yet.
     *
     * @throws AuditUnavailable where records cannot be kept now
     */
    void admit(ServletRequestDetails request);

    /** A resource has been changed and is about to be committed. */
    void changed(Touch.Action action, IBaseResource resource, RequestDetails request);

    /** An answer is about to leave, which others may still change, or send themselves; null for one without a body. */
    void leaves(IBaseResource answer, RequestDetails request);

    /** An answer leaves, and nothing is changed in it any more; null for one without a body. */
    void answered(IBaseResource answer, RequestDetails request);
}
