package dev.smartfhir.scopes;

import java.util.Optional;

/**
 * An immutable set of interactions, written as an in-order subset of {@code cruds}.
 */
public final class Interactions {

    private static final Interaction[] ORDERED = Interaction.values();
    private static final int ALL_BITS = (1 << ORDERED.length) - 1;

    private final int bits;

    private Interactions(int bits) {
        this.bits = bits;
    }

    public static Interactions none() {
        return new Interactions(0);
    }

    public static Interactions all() {
        return new Interactions(ALL_BITS);
    }

    public static Interactions of(Interaction... interactions) {
        int bits = 0;
        for (Interaction interaction : interactions) {
            bits |= bit(interaction);
        }
        return new Interactions(bits);
    }

    /**
     * Reads an in-order, non-empty subset of {@code cruds}; anything else is empty, never mended (SCO-12).
     */
    public static Optional<Interactions> parse(String letters) {
        int bits = 0;
        int next = 0;
        for (int i = 0; i < letters.length(); i++) {
            while (next < ORDERED.length && ORDERED[next].letter() != letters.charAt(i)) {
                next++;
            }
            if (next == ORDERED.length) {
                return Optional.empty();
            }
            bits |= bit(ORDERED[next++]);
        }
        return bits == 0 ? Optional.empty() : Optional.of(new Interactions(bits));
    }

    public boolean contains(Interaction interaction) {
        return (bits & bit(interaction)) != 0;
    }

    public boolean containsAll(Interactions others) {
        return (bits & others.bits) == others.bits;
    }

    public Interactions intersect(Interactions others) {
        return new Interactions(bits & others.bits);
    }

    public Interactions union(Interactions others) {
        return new Interactions(bits | others.bits);
    }

    public boolean isEmpty() {
        return bits == 0;
    }

    /** The letters in the order {@code cruds}; the empty string for the empty set. */
    public String letters() {
        StringBuilder letters = new StringBuilder(ORDERED.length);
        for (Interaction interaction : ORDERED) {
            if (contains(interaction)) {
                letters.append(interaction.letter());
            }
        }
        return letters.toString();
    }

    private static int bit(Interaction interaction) {
        return 1 << interaction.ordinal();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Interactions that && bits == that.bits;
    }

    @Override
    public int hashCode() {
        return bits;
    }

    @Override
    public String toString() {
        return letters();
    }
}
