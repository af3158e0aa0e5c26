package dev.smartfhir.hapi.verdict;

/**
 * The rules that can refuse a request; their codes are part of the answer, their sentences are read by people.
 */
public enum Rule {

    /** SCO-01 to SCO-05: the letter of the interaction on the type. */
    INTERACTION("interaction", "The token's scope does not cover this interaction on this resource type."),
    /** Interactions that cannot be judged resource by resource. */
    RESTRICTED("restricted", "This request needs a grant on every resource of the type, and the token's is on some."),
    /** D-10, D-11: what a token for a patient writes is about that patient. */
    COMPARTMENT("compartment",
            "What is written has to belong to a patient of the token's, before and after, and name no other patient."),
    /** D-20: records that say who acts for a patient. */
    ACTING("acting", "A token for a patient neither adds links to a Person, nor prolongs the period of a RelatedPerson, "
            + "nor makes one active, nor gives one another patient."),
    /** D-12: what no query of the database says is not counted by it either. */
    COUNT("count", "No query counts or cuts to a page just what the token reaches: leave out _summary=count, _count=0, "
            + "_total, _offset and Cache-Control: no-store."),
    /** D-11: what is written meets the constraints of one of the token's scopes. */
    CONSTRAINT("constraint", "What is written has to be what the token's scopes reach, before and after."),
    /** Labels say who sees a resource. */
    LABEL("label", "A security label may be set only where the constraint of the token's scope names it, and no other "
            + "of its scopes would do as well."),
    /** A Binary is for whom its security context is shown. */
    SECURITY_CONTEXT("security-context", "A Binary may be stored only with a security context that the token shows."),
    /** Searches of text, whose index knows no compartments. */
    FULL_TEXT("full-text", "A search of text needs a grant on every resource of the type."),
    /** D-01 to D-03. */
    CONDITIONAL("conditional", "A conditional interaction needs its own letter and search on the resource type."),
    /** D-05. */
    SEARCH_THROUGH("search-through", "A search that goes through other resource types needs search on each of them."),
    /** D-07. */
    SYSTEM_WIDE("system-wide", "A system-wide interaction needs search on every type it lists, or on all types."),
    /** D-24. */
    MATCH_URL("match-url", "A reference that holds a search needs search on the resource type that it names."),
    /** SCO-02 and SCO-03: a patch that answers questions about what is stored, or shows it. */
    PATCH("patch", "A patch that tests, copies or selects what is stored, or moves it to where the token reads it, "
            + "needs read as well as update."),
    /** D-08. */
    OPERATION("operation", "Operations are refused but those that the operator allows, as are GraphQL and "
            + "unknown interactions."),
    /** Deletes that erase history or run as a background job. */
    EXPUNGE("expunge", "Erasing resources beyond the history is refused."),
    /** A delete that takes others with it. */
    CASCADE("cascade", "A cascading delete needs delete and read on all resource types."),
    /** The records of who did what, which nobody may cover up. */
    AUDIT("audit", "The records of the audit are neither changed nor deleted."),
    /** Types whose writes act beyond the resource itself. */
    PRIVILEGED_WRITE("privileged-write",
            "A write of this resource type needs a scope that names the type, and the operator's permission.");

    private final String code;
    private final String sentence;

    Rule(String code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    /** Whether it is enough that the token reaches some resources of the type, each being judged by its body. */
    boolean isPerResource() {
        return this == INTERACTION || this == PATCH;
    }

    /** The code in {@code issue.details.coding}. */
    public String code() {
        return code;
    }

    /** What the rule demands, in one sentence. */
    public String sentence() {
        return sentence;
    }
}
