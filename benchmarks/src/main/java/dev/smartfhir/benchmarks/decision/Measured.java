package dev.smartfhir.benchmarks.decision;

import dev.smartfhir.benchmarks.report.Text;

/** The microbenchmarks by the names of their methods, in the order of the table. */
enum Measured {
    PARSE("ScopesBenchmark.parse", false,
            new Text("parse, once for each token", "解析（每個權杖一次）")),
    INTERSECT_ONE("ScopesBenchmark.intersectOne", false,
            new Text("intersect one scope with that many ceilings", "一個 scope 與這麼多上限取交集")),
    INTERSECT_ALL("ScopesBenchmark.intersectAll", false,
            new Text("intersect that many scopes with as many ceilings", "這麼多 scope 與同樣多的上限取交集")),
    READ("RequestBenchmark.read", true,
            new Text("decide on a read", "判斷一次 read")),
    SEARCH("RequestBenchmark.search", true,
            new Text("decide on a search", "判斷一次 search")),
    READ_CONSTRAINED("RequestBenchmark.readConstrained", true,
            new Text("decide on a read by a constrained scope", "判斷一次有條件 scope 的 read")),
    SEARCH_CONSTRAINED("RequestBenchmark.searchConstrained", true,
            new Text("decide on a search by a constrained scope", "判斷一次有條件 scope 的 search")),
    SEARCH_ALL_CONSTRAINED("RequestBenchmark.searchAllConstrained", false,
            new Text("decide on a search where all of them are constrained scopes on its type",
                    "判斷一次 search：全部都是該型別的有條件 scope"));

    private final String method;
    private final boolean decision;
    private final Text text;

    Measured(String method, boolean decision, Text text) {
        this.method = method;
        this.decision = decision;
        this.text = text;
    }

    String method() {
        return method;
    }

    boolean isDecision() {
        return decision;
    }

    Text text() {
        return text;
    }
}
