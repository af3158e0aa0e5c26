package dev.smartfhir.hapi.wiring;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Whether {@code smart.audit} is on, in every spelling that Spring Boot takes for true.
 */
final class AuditSwitchedOn implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return Binder.get(context.getEnvironment()).bind("smart.audit", Boolean.class).orElse(false);
    }
}
