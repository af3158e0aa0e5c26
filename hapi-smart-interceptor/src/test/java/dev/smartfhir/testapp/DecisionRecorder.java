package dev.smartfhir.testapp;

import dev.smartfhir.hapi.decision.Decision;
import dev.smartfhir.hapi.decision.DecisionListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps the decisions that a server tells of, which may be after the client has its answer. */
public final class DecisionRecorder implements DecisionListener {

    private final BlockingQueue<Decision> told = new LinkedBlockingQueue<>();

    @Override
    public void decided(Decision decision) {
        told.add(decision);
    }

    /** The next so many, and fails where one more comes. */
    public List<Decision> take(int count) {
        List<Decision> taken = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                Decision next = told.poll(5, TimeUnit.SECONDS);
                if (next == null) {
                    throw new AssertionError("only " + i + " decisions of " + count + ": " + taken);
                }
                taken.add(next);
            }
            Decision more = told.poll(50, TimeUnit.MILLISECONDS);
            if (more != null) {
                throw new AssertionError("one decision more than " + count + ": " + more);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return taken;
    }

    public Decision one() {
        return take(1).get(0);
    }

    public void none() {
        take(0);
    }

    public void forget() {
        told.clear();
    }
}
