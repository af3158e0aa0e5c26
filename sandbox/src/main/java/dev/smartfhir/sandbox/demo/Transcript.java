package dev.smartfhir.sandbox.demo;

import dev.smartfhir.sandbox.client.HttpAnswer;
import java.io.PrintStream;

/** Prints each request with its verdict and remembers whether all were as expected. */
final class Transcript {

    private final PrintStream out;
    private int steps;
    private int surprises;

    Transcript(PrintStream out) {
        this.out = out;
    }

    void chapter(String title) {
        out.printf("%n%s%n", title);
    }

    void note(String text) {
        out.printf("        %s%n", text);
    }

    /** Prints the request, what came back, and whether the status is the expected one. */
    HttpAnswer step(String request, int expected, HttpAnswer answer) {
        steps++;
        out.printf("%n  %2d  %s%n", steps, request);
        boolean asExpected = answer.status() == expected;
        out.printf("      %s  HTTP %d%s%n", asExpected ? "ok  " : "FAIL", answer.status(),
                asExpected ? "" : " instead of " + expected);
        if (!asExpected) {
            surprises++;
        }
        String reason = Reason.of(answer);
        if (!reason.isEmpty()) {
            note(reason);
        }
        return answer;
    }

    /** Prints a finding beside the status, and counts it as a surprise if it does not hold. */
    void check(boolean holds, String text) {
        out.printf("      %s  %s%n", holds ? "ok  " : "FAIL", text);
        if (!holds) {
            surprises++;
        }
    }

    /** Prints the result; true if nothing was a surprise. */
    boolean finish() {
        out.printf("%n%d requests, %s.%n", steps,
                surprises == 0 ? "every verdict as expected" : surprises + " verdicts NOT as expected");
        return surprises == 0;
    }
}
