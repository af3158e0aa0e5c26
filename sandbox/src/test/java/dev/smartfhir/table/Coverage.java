package dev.smartfhir.table;

import dev.smartfhir.table.Grant.Covers;
import java.util.List;

/**
 * Which of the data set a grant covers for reading and searching, worked out from the data set and the table alone.
 *
 * <p>A restricted grant shows a version only where it also shows the current one, and nothing that is deleted. A Binary
 * is shown only where its security context is.
 */
public record Coverage(Row row, Grant grant, DataSet data) {

    private static final String PATIENT = "a";

    /** Whether the grant shows it. */
    public boolean shows(Item item) {
        if (!row.letters().contains("r") && !row.letters().contains("s")) {
            return false;
        }
        String context = item.body().path("securityContext").path("reference").asText();
        if (!context.isEmpty() && !shows(data.item(context.substring(context.indexOf('/') + 1)))) {
            return false;
        }
        return switch (grant.covers()) {
            case everything -> true;
            case all -> row.types().contains(item.type());
            case none -> false;
            default -> row.types().contains(item.type()) && !item.deleted()
                    && covers(item) && covers(data.current(item));
        };
    }

    /** What the row's request finds and the grant shows. */
    public List<Item> visibleHits() {
        return row.hits().stream().map(data::item).filter(this::shows).toList();
    }

    private boolean covers(Item item) {
        boolean about = PATIENT.equals(item.patient());
        return switch (grant.covers()) {
            case meeting -> item.meets();
            case patient -> about;
            case patientMeeting -> about && item.meets();
            default -> grant.covers() == Covers.all;
        };
    }
}
