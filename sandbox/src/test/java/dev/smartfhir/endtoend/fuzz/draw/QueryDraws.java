package dev.smartfhir.endtoend.fuzz.draw;

import dev.smartfhir.endtoend.fuzz.oracle.Elements;
import dev.smartfhir.endtoend.fuzz.oracle.Elements.Parameter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Random searches of one type. */
public final class QueryDraws {

    private final Values values;

    public QueryDraws(Values values) {
        this.values = values;
    }

    public Query draw(Draw draw, String type) {
        List<String> filters = new ArrayList<>();
        List<String> shapes = new ArrayList<>();
        Set<String> through = new TreeSet<>();
        boolean enough = true;
        int count = draw.chance(30) ? 0 : draw.chance(70) ? 1 : 2;
        for (int i = 0; i < count; i++) {
            filters.add(plain(draw, type));
        }
        if (draw.chance(2)) {
            filters.add("nosuch=1");
        }
        if (draw.chance(14)) {
            Chain chain = draw.of(Chains.of(type));
            filters.add(chain.text());
            through.addAll(chain.through());
            enough = chain.isTyped();
        }
        if (draw.chance(30)) {
            shapes.add(draw.word("_count=1 _count=2 _count=3 _count=50 _count=0"));
        }
        if (draw.chance(12)) {
            shapes.add(draw.word("_total=accurate _total=none _total=estimate"));
        }
        if (draw.chance(12)) {
            shapes.add(draw.word("_summary=count _summary=count _summary=count _summary=true _summary=data"
                    + " _summary=text _summary=false"));
        } else if (draw.chance(8) && !type.equals("Bundle")) {
            shapes.add("_elements=" + draw.word("id status identifier subject meta"));
        }
        if (draw.chance(15)) {
            shapes.add("_sort=" + draw.of("", "-") + draw.word("_id _lastUpdated ")
                    .replaceAll("^$", Elements.of(type).get(4).name()));
        } else if (draw.chance(4) && Elements.find(type, "patient").isPresent()) {
            shapes.add("_sort=" + draw.of("", "-") + "patient.family");
            through.add("Patient");
            enough = false;
        }
        List<Include> includes = new ArrayList<>();
        for (int i = draw.chance(70) ? 0 : 1 + draw.below(3); i > 0; i--) {
            includes.add(include(draw, type));
        }
        return new Query(filters, shapes, includes, through, enough);
    }

    private String plain(Draw draw, String type) {
        Parameter parameter = draw.of(Elements.of(type));
        if (draw.chance(8)) {
            return parameter.name() + ":missing=" + draw.of("true", "false");
        }
        String value = values.draw(draw, parameter, type);
        String modifier = parameter.kind().equals("token") && draw.chance(15) ? ":not"
                : parameter.kind().equals("string") && draw.chance(20) ? draw.of(":exact", ":contains") : "";
        if (parameter.kind().equals("reference") && draw.chance(20) && !value.contains(",")) {
            return parameter.name() + ":" + value.replace("/", "=");
        }
        return parameter.name() + modifier + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static Include include(Draw draw, String type) {
        boolean reverse = draw.chance(40);
        boolean iterate = draw.chance(25);
        if (draw.chance(25)) {
            return new Include(reverse, iterate, "*", "*", null);
        }
        String source = reverse || iterate ? draw.of(Elements.types()) : type;
        List<Parameter> references = Elements.of(source).stream()
                .filter(parameter -> parameter.kind().equals("reference")).toList();
        if (references.isEmpty()) {
            return new Include(reverse, iterate, "*", "*", null);
        }
        String target = draw.chance(25) ? draw.word("Patient Patient Organization Practitioner Encounter") : null;
        String parameter = draw.chance(15) ? "*" : draw.of(references).name();
        return new Include(reverse, iterate, source, parameter, target);
    }
}
