package dev.smartfhir.endtoend.fuzz.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.fuzz.draw.Change;
import dev.smartfhir.endtoend.fuzz.draw.Write;
import dev.smartfhir.endtoend.fuzz.draw.Write.Form;
import dev.smartfhir.endtoend.fuzz.oracle.FuzzToken;
import dev.smartfhir.endtoend.fuzz.oracle.Oracle;
import dev.smartfhir.endtoend.fuzz.oracle.Writing;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a write changed, told and refused. */
final class WriteCheck {

    private final Oracle oracle;
    private final Writing writing;

    WriteCheck(Oracle oracle, Writing writing) {
        this.oracle = oracle;
        this.writing = writing;
    }

    void judge(FuzzToken token, Write write, Reply reply, List<Outcome> outcomes, Judgement judgement) {
        if (reply.status() >= 500) {
            judgement.wrong("the server failed: " + reply.status());
            return;
        }
        outcomes.forEach(outcome -> changed(token, write, outcome, judgement));
        outcomes.forEach(outcome -> shown(token, outcome, judgement));
        if (write.form() == Form.TRANSACTION) {
            transaction(token, reply, outcomes, judgement);
        } else {
            outcomes.forEach(outcome -> refused(token, write, outcome, judgement));
        }
    }

    /** Whether what is stored has to look as if it did not exist. */
    boolean isHidden(FuzzToken token, Write write, Outcome outcome) {
        Change change = outcome.change();
        boolean looks = write.form() == Form.LOOKING;
        boolean opensAll = oracle.opensAll(token, change.letter(), change.key().type())
                && (!looks || oracle.opensAll(token, 'r', change.key().type()));
        return !opensAll && (outcome.before() == null || !oracle.covers(token, change.letter(), outcome.before())
                || looks && !oracle.covers(token, 'r', outcome.before()));
    }

    private void changed(FuzzToken token, Write write, Outcome outcome, Judgement judgement) {
        Change change = outcome.change();
        String type = change.key().type();
        if (!outcome.isChanged()) {
            if (outcome.reply().isSuccess() && !isAllowed(token, write, outcome)) {
                judgement.leak("answered " + outcome.reply().status() + " to " + change.letter() + " on " + type);
            }
            return;
        }
        if (outcome.reply().status() >= 400) {
            judgement.leak("answered " + outcome.reply().status() + " and changed " + change.key());
        }
        if (!isAllowed(token, write, outcome)) {
            judgement.leak("changed " + change.key() + ": " + outcome.before() + " -> " + outcome.after());
        } else {
            judgement.saw("changed " + (oracle.opensAll(token, change.letter(), type) ? "freely" : "within the scope"));
        }
        if (outcome.after() != null && !oracle.opensAll(token, change.letter(), type)) {
            labels(token, outcome, judgement);
        }
    }

    private boolean isAllowed(FuzzToken token, Write write, Outcome outcome) {
        String type = outcome.change().key().type();
        char letter = outcome.change().letter();
        return switch (write.form()) {
            case CONDITIONAL -> oracle.opensAll(token, letter, type) && oracle.opensAll(token, 's', type);
            case LOOKING -> writing.may(token, letter, type, outcome.before(), outcome.after())
                    && (oracle.opensAll(token, 'r', type) || oracle.covers(token, 'r', outcome.before()));
            default -> writing.may(token, letter, type, outcome.before(), outcome.after());
        };
    }

    private void labels(FuzzToken token, Outcome outcome, Judgement judgement) {
        Set<JsonNode> before = outcome.before() == null ? Set.of() : Writing.labels(outcome.before());
        Set<JsonNode> after = Writing.labels(outcome.after());
        if (!after.containsAll(before)) {
            judgement.leak("took a label off: " + before + " -> " + after);
        }
        Set<JsonNode> added = new HashSet<>(after);
        added.removeAll(before);
        added.removeAll(writing.labels(token, outcome.change().letter(), outcome.change().key().type()));
        if (!added.isEmpty()) {
            judgement.leak("put on a label that no scope names: " + added);
        }
    }

    private void shown(FuzzToken token, Outcome outcome, Judgement judgement) {
        Reply reply = outcome.reply();
        if (reply.isSuccess() && reply.holdsResource() && outcome.after() != null
                && !reply.json().path("type").asText().endsWith("-response")
                && !oracle.mayBeShown(token, outcome.after())) {
            judgement.leak("showed the body of " + outcome.change().key());
        }
    }

    private void transaction(FuzzToken token, Reply reply, List<Outcome> outcomes, Judgement judgement) {
        long changed = outcomes.stream().filter(Outcome::isChanged).count();
        if (reply.status() >= 400 && changed > 0) {
            judgement.leak("a refused transaction changed something");
        }
        if (reply.status() >= 400 && outcomes.stream().allMatch(outcome -> surely(token, outcome))) {
            judgement.wrong("refused a transaction: " + reply);
        }
        judgement.saw("transaction " + (reply.isSuccess() ? "done" : "refused"));
    }

    private void refused(FuzzToken token, Write write, Outcome outcome, Judgement judgement) {
        int status = outcome.reply().status();
        Change change = outcome.change();
        boolean isReached = oracle.reaches(token, change.letter(), change.key().type());
        if (!isReached) {
            InstanceCheck.expect(403, outcome.reply(), judgement);
        } else if (write.form() == Form.CONDITIONAL) {
            if (!isAllowed(token, write, outcome)) {
                InstanceCheck.expect(403, outcome.reply(), judgement);
            }
        } else if (status >= 400) {
            if (change.before() != null && write.call().headers().containsKey("If-Match")
                    && (status == 409 || status == 412) && !isHidden(token, write, outcome)) {
                judgement.saw("another version");
            } else if (change.isPatch() && (status == 400 || status == 422) && !isHidden(token, write, outcome)) {
                judgement.saw("a patch that does not fit");
            } else if (write.form() != Form.LOOKING && surely(token, outcome)) {
                judgement.wrong("refused: " + outcome.reply());
            } else if (status == 403 || status == 404) {
                judgement.saw("write refused with " + status);
            } else {
                judgement.excuse("write refused with " + status + ", which is in doubt");
            }
        } else {
            judgement.saw("write done");
        }
    }

    private boolean surely(FuzzToken token, Outcome outcome) {
        Change change = outcome.change();
        if (change.letter() == 'c') {
            return writing.surelyCreates(token, (ObjectNode) change.body());
        }
        if (outcome.before() == null) {
            return oracle.opensAll(token, 'u', change.key().type());
        }
        if (change.letter() == 'd') {
            return writing.surelyDeletes(token, outcome.before());
        }
        boolean changesNothing = change.isPatch() && change.body().toString().contains("/language");
        return change.isPatch() && !changesNothing ? oracle.opensAll(token, 'u', change.key().type())
                : writing.surelyUpdates(token, outcome.before(),
                        (ObjectNode) (change.isPatch() ? outcome.before() : change.body()));
    }
}
