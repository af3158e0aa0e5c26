package dev.smartfhir.endtoend.chromium.driver;

import java.util.Optional;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts one Chromium for the run, and makes each test a new visitor; without one the tests are skipped. */
final class ChromiumExtension
        implements ExecutionCondition, ParameterResolver, BeforeEachCallback, AfterTestExecutionCallback {

    private static final String MISSING = "The tests in a real browser are skipped, because chromium or chromedriver "
            + "is not installed (Debian: chromium, chromium-driver).";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (InstalledChromium.find().isPresent()) {
            return ConditionEvaluationResult.enabled("Chromium is installed");
        }
        store(context).getOrComputeIfAbsent("said", key -> {
            System.out.println(MISSING);
            return true;
        });
        return ConditionEvaluationResult.disabled(MISSING);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Chromium.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return chromium(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        chromium(context).newVisitor();
    }

    /** What the page looked like when the test failed. */
    @Override
    public void afterTestExecution(ExtensionContext context) {
        Optional<Throwable> failure = context.getExecutionException();
        if (failure.isPresent()) {
            chromium(context).picture("failed-" + context.getRequiredTestClass().getSimpleName() + "-"
                    + context.getRequiredTestMethod().getName());
        }
    }

    private static Chromium chromium(ExtensionContext context) {
        return store(context).getOrComputeIfAbsent(Chromium.class,
                key -> Chromium.start(InstalledChromium.find().orElseThrow()), Chromium.class);
    }

    private static Store store(ExtensionContext context) {
        return context.getRoot().getStore(Namespace.create(ChromiumExtension.class));
    }
}
