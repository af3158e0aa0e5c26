package dev.smartfhir.endtoend.fuzz.draw;

import dev.smartfhir.endtoend.fuzz.oracle.Elements;
import dev.smartfhir.endtoend.fuzz.oracle.Elements.Parameter;
import dev.smartfhir.endtoend.fuzz.oracle.FuzzScope;
import dev.smartfhir.endtoend.fuzz.oracle.FuzzScope.Condition;
import dev.smartfhir.endtoend.fuzz.oracle.FuzzToken;
import java.util.ArrayList;
import java.util.List;

/** Random tokens: one to four scopes of all contexts and syntaxes, some with constraints, some of which are void. */
public final class TokenDraws {

    private static final String LETTERS = "rs rs rs rs rs rs r s"
            + " cruds cruds cruds cruds cruds cud u d c cu crs ud rd us rus crud";
    private static final String TYPES = "Observation Observation Observation Observation ClaimResponse ClaimResponse"
            + " ClaimResponse Patient Patient Condition Condition Claim Claim Encounter Bundle Bundle"
            + " MedicationRequest Organization Practitioner RelatedPerson * * *";

    private final Values values;

    public TokenDraws(Values values) {
        this.values = values;
    }

    public FuzzToken draw(Draw draw) {
        List<FuzzScope> scopes = new ArrayList<>();
        String context = draw.word("system system patient user");
        String type = draw.word(TYPES);
        int count = 1 + draw.below(4);
        for (int i = 0; i < count; i++) {
            if (draw.chance(30)) {
                context = draw.word("system patient user");
            }
            scopes.add(scope(draw, context, type));
            if (draw.chance(55)) {
                type = draw.word(TYPES);
            }
        }
        String patient = draw.chance(92) ? draw.of("fzpat01", "fzpat02", "fzpat03") : null;
        String user = draw.chance(92) ? draw.word("Patient/fzpat01 Patient/fzpat02 Practitioner/fzprc01"
                + " RelatedPerson/fzrel01 RelatedPerson/fzrel02 Person/fzper01") : null;
        return new FuzzToken(List.copyOf(scopes), patient, user, draw.chance(10));
    }

    private FuzzScope scope(Draw draw, String context, String type) {
        if (draw.chance(15)) {
            String verb = draw.word("read write *");
            String letters = verb.equals("read") ? "rs" : verb.equals("write") ? "cud" : "cruds";
            return new FuzzScope(context, type, letters, verb, List.of());
        }
        String letters = draw.word(LETTERS);
        List<Condition> constraints = new ArrayList<>();
        int count = draw.chance(45) ? 0 : draw.chance(75) ? 1 : 2;
        for (int i = 0; i < count; i++) {
            constraints.add(constraint(draw, type));
        }
        return new FuzzScope(context, type, letters, letters, List.copyOf(constraints));
    }

    private Condition constraint(Draw draw, String type) {
        if (draw.chance(6)) {
            return draw.of(new Condition("nosuch", "1"), new Condition("patient.family", "Ash"),
                    new Condition("status:not", "final"), new Condition("subject:Patient", "fzpat01"));
        }
        if (type.equals("*")) {
            String name = draw.word("_security _security _tag _id _profile status patient active");
            String model = draw.word(name.equals("active") ? "Patient" : "Observation ClaimResponse");
            return constraint(draw, Elements.find(model, name).orElseThrow(), model);
        }
        return constraint(draw, draw.of(Elements.of(type)), type);
    }

    private Condition constraint(Draw draw, Parameter parameter, String type) {
        return new Condition(parameter.name(), values.draw(draw, parameter, type));
    }
}
