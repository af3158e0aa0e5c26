package dev.smartfhir.table;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The table as a page in one language: a legend, then for each group its doors down and the grants across. */
public final class TableDocument {

    private final Table table;
    private final boolean chinese;

    /** A page in English or in Traditional Chinese. */
    public TableDocument(Table table, boolean chinese) {
        this.table = table;
        this.chinese = chinese;
    }

    /** The page in Markdown. */
    public String text() {
        StringBuilder page = new StringBuilder();
        page.append(chinese ? Introduction.ZH : Introduction.EN).append('\n');
        columns(page);
        legend(page);
        table.groups().forEach((id, name) -> group(page, id, name));
        cannotOccur(page);
        return page.toString();
    }

    private void columns(StringBuilder page) {
        page.append(chinese ? "\n| 欄 | 權杖 |\n" : "\n| Column | The token |\n").append("|---|---|\n");
        table.grants().values().forEach(grant -> page.append("| ").append(chinese ? grant.zh() : grant.en())
                .append(" | `").append(grant.scope().replace("{letters}", "cruds")).append('`')
                .append(claims(grant)).append(" |\n"));
        page.append(chinese ? "\n| 型別 | 限制條件 |\n" : "\n| Type | Its constraint |\n").append("|---|---|\n");
        table.constraints().forEach((type, constraint) -> page.append("| ")
                .append(type.equals("default") ? chinese ? "其他" : "others" : type)
                .append(" | `").append(escaped(constraint)).append("` |\n"));
    }

    private static String claims(Grant grant) {
        return grant.claims() == null ? "" : grant.claims().entrySet().stream()
                .map(claim -> ", `" + claim.getKey() + "` = `" + claim.getValue() + "`")
                .collect(Collectors.joining());
    }

    private void legend(StringBuilder page) {
        page.append(chinese ? "\n| 符號 | 裁決 |\n" : "\n| Symbol | Verdict |\n").append("|---|---|\n");
        table.verdicts().values().forEach(verdict -> page.append("| ").append(verdict.symbol()).append(" | ")
                .append(chinese ? verdict.zh() : verdict.en()).append(" |\n"));
    }

    private void group(StringBuilder page, String id, Words name) {
        List<Row> rows = table.rows().stream().filter(row -> row.group().equals(id)).toList();
        page.append("\n## ").append(chinese ? name.zh() : name.en()).append("\n\n| ")
                .append(chinese ? "門" : "Door").append(" | ")
                .append(table.grants().values().stream().map(grant -> chinese ? grant.zh() : grant.en())
                        .collect(Collectors.joining(" | ")))
                .append(chinese ? " | 依據 |\n" : " | By |\n")
                .append("|---|").append("---|".repeat(table.grants().size() + 1)).append('\n');
        rows.forEach(row -> page.append("| ").append(door(row)).append(" | ").append(cells(row)).append(" | ")
                .append(row.ref()).append(" |\n"));
    }

    private String door(Row row) {
        StringBuilder door = new StringBuilder(chinese ? row.zh() : row.en())
                .append("<br>`").append(escaped(row.request())).append('`');
        row.headers().forEach((name, value) ->
                door.append("<br>`").append(escaped(name + ": " + value)).append('`'));
        if (row.body() != null && row.body().matches("[a-z][a-z0-9-]*|[^{\\[<]*")) {
            door.append(" ← `").append(escaped(row.body())).append('`');
        }
        if (row.bundle() != null) {
            row.bundle().entries().forEach(entry ->
                    door.append("<br>· `").append(escaped(entry.replace(" < ", " ← "))).append('`'));
        }
        if (row.types().size() > 1 || !row.letters().equals("cruds")) {
            door.append("<br>").append(chinese ? "範圍：" : "Scope: ").append('`')
                    .append(String.join(", ", row.types())).append('.').append(row.letters()).append('`');
        }
        if (row.first() != null) {
            door.append("<br>").append(chinese ? "先以" : "After ").append(firstBy(row)).append(" `")
                    .append(escaped(row.first().request())).append('`');
        }
        return door.toString();
    }

    private String firstBy(Row row) {
        Grant by = table.grants().get(row.first().as());
        if (by == null) {
            return chinese ? "同一權杖" : "the same token's";
        }
        return "`" + (chinese ? by.zh() : by.en()) + "`";
    }

    private String cells(Row row) {
        return table.grants().keySet().stream().map(row::verdict).map(this::symbol)
                .collect(Collectors.joining(" | "));
    }

    private String symbol(Verdict verdict) {
        String symbol = table.verdicts().get(verdict.word()).symbol();
        return verdict.detail().isEmpty() ? symbol : symbol + " " + verdict.detail();
    }

    private void cannotOccur(StringBuilder page) {
        page.append(chinese ? "\n## 不會發生的互動\n\n| HAPI 的互動 | 理由 |\n" : "\n## What cannot occur\n\n"
                + "| Interaction of HAPI's | Why |\n").append("|---|---|\n");
        for (Map.Entry<String, Words> entry : table.cannotOccur().entrySet()) {
            page.append("| ").append(entry.getKey()).append(" | ")
                    .append(chinese ? entry.getValue().zh() : entry.getValue().en()).append(" |\n");
        }
    }

    private static String escaped(String code) {
        return code.replace("|", "\\|");
    }
}
