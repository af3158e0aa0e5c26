package dev.smartfhir.benchmarks.report;

/** The languages of the documentation, each with its file. */
enum Language {
    ENGLISH("docs/benchmarks.md"),
    CHINESE("docs/zh-TW/benchmarks.md");

    private final String file;

    Language(String file) {
        this.file = file;
    }

    String file() {
        return file;
    }
}
