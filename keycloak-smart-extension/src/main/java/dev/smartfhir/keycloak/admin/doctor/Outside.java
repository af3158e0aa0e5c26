package dev.smartfhir.keycloak.admin.doctor;

import java.time.Instant;
import java.util.Optional;

/** The way from this server to others. */
@FunctionalInterface
public interface Outside {

    /** The reason of an answer for which there was no time left. */
    String NO_TIME = "other servers took the time that an examination has";

    /** Reads a URL, within limits of time and size; where that is not possible, the answer has a reason. */
    Answer get(String url);

    /**
     * What another server answered.
     *
     * @param status the HTTP status, 0 where there was no answer
     * @param body   the text, at most as much as the limit allows
     * @param date   what time it was there
     * @param reason why there was no answer; empty where there was one
     */
    record Answer(int status, String body, Optional<Instant> date, String reason) {

        static Answer none(String reason) {
            return new Answer(0, "", Optional.empty(), reason);
        }

        /** Whether nobody was asked, so that nothing can be said. */
        public boolean isUnasked() {
            return reason.equals(NO_TIME);
        }

        /** Whether it is what was asked for. */
        public boolean isOk() {
            return status == 200;
        }

        /** What happened instead, for a sentence. */
        public String said() {
            return status == 0 ? reason : "the answer has status " + status;
        }
    }
}
