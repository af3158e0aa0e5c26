package dev.smartfhir.testapp.listening;

import dev.smartfhir.hapi.decision.DecisionListener;
import dev.smartfhir.testapp.DecisionRecorder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Two listeners of an operator's own, of which the first always throws. */
@Configuration(proxyBeanMethods = false)
public class ListeningApp {

    @Bean
    DecisionListener brokenListener() {
        return decision -> {
            throw new IllegalStateException("this listener is broken");
        };
    }

    @Bean
    DecisionRecorder decisionRecorder() {
        return new DecisionRecorder();
    }
}
