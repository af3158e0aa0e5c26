package dev.smartfhir.endtoend.fuzz.check;

import dev.smartfhir.endtoend.fuzz.draw.Call;
import dev.smartfhir.endtoend.fuzz.oracle.FuzzToken;
import java.util.ArrayList;
import java.util.List;

/** Follows the links of a result from page to page. */
final class Pages {

    private static final int MOST = 80;

    private final Gateway gateway;
    private final String base;

    Pages(Gateway gateway, String base) {
        this.gateway = gateway;
        this.base = base;
    }

    /** The first answer and all pages after it. */
    List<Reply> all(FuzzToken token, Call call) {
        return from(token, gateway.send(token, call));
    }

    /** An answer and all pages after it. */
    List<Reply> from(FuzzToken token, Reply first) {
        List<Reply> pages = new ArrayList<>(List.of(first));
        String next = first.next();
        while (next != null && pages.size() < MOST) {
            Reply page = gateway.send(token, follow(next));
            pages.add(page);
            next = page.next();
        }
        return pages;
    }

    Call follow(String link) {
        return Call.get(link.startsWith(base) ? link.substring(base.length()) : "/not-below-the-base");
    }
}
