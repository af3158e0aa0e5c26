package dev.smartfhir.sandbox.pages.web;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The sessions of all browsers; the one that was not used for the longest time makes room for a new one. */
final class Sessions {

    private static final String COOKIE = "smart-sandbox";
    private static final int MOST = 200;

    private final Map<String, Session> sessions = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Session> eldest) {
            return size() > MOST;
        }
    };

    synchronized Session open() {
        Session session = new Session();
        sessions.put(session.id(), session);
        return session;
    }

    /** The session that a Cookie header names. */
    synchronized Optional<Session> find(String cookies) {
        return Arrays.stream(cookies == null ? new String[0] : cookies.split(";"))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(COOKIE + "="))
                .map(cookie -> sessions.get(cookie.substring(COOKIE.length() + 1)))
                .filter(session -> session != null)
                .findFirst();
    }

    /** The Set-Cookie header of a session: sent along when another site leads here, but not with its forms. */
    static String cookie(Session session) {
        return COOKIE + "=" + session.id() + "; Path=/; HttpOnly; SameSite=Lax";
    }
}
