package dev.smartfhir.endtoend.fuzz.draw;

import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;

/** Random choices that depend on nothing but the seed and the number of the request. */
public final class Draw {

    private final SplittableRandom random;

    public Draw(long seed, long number) {
        random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number * 0xBF58476D1CE4E5B9L + 1);
    }

    /** A number from 0 up to and without the bound. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    public boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    @SafeVarargs
    public final <T> T of(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    public <T> T of(Collection<T> choices) {
        return List.copyOf(choices).get(random.nextInt(choices.size()));
    }

    /** One of some words, separated by spaces; the more often a word is there, the likelier. */
    public String word(String words) {
        return of(words.split(" "));
    }
}
