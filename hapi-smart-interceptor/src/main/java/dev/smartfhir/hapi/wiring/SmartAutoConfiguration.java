package dev.smartfhir.hapi.wiring;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.svc.ISearchCoordinatorSvc;
import ca.uhn.fhir.jpa.searchparam.extractor.ISearchParamExtractor;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import dev.smartfhir.hapi.SmartInterceptor;
import dev.smartfhir.hapi.audit.AuditTrail;
import dev.smartfhir.hapi.authentication.Authentication;
import dev.smartfhir.hapi.authentication.AuthenticationListener;
import dev.smartfhir.hapi.authentication.AuthenticationListeners;
import dev.smartfhir.hapi.authentication.TokenVerifier;
import dev.smartfhir.hapi.capability.SecurityStatement;
import dev.smartfhir.hapi.config.IssuerProperties;
import dev.smartfhir.hapi.config.SmartProperties;
import dev.smartfhir.hapi.constraint.InMemoryConstraints;
import dev.smartfhir.hapi.decision.DecisionListener;
import dev.smartfhir.hapi.decision.Decisions;
import dev.smartfhir.hapi.discovery.DiscoveryDocument;
import dev.smartfhir.hapi.discovery.WellKnown;
import dev.smartfhir.hapi.enforcement.Enforcement;
import dev.smartfhir.hapi.enforcement.Guards;
import dev.smartfhir.hapi.enforcement.ServerParts;
import dev.smartfhir.hapi.fetch.BoundedFetch;
import dev.smartfhir.hapi.fetch.TrustedAuthorities;
import dev.smartfhir.hapi.gate.FhirServlets;
import dev.smartfhir.hapi.gate.GateFilter;
import dev.smartfhir.hapi.gate.LiveHooks;
import dev.smartfhir.hapi.gate.OpenPaths;
import dev.smartfhir.hapi.instance.DaoStoredResources;
import dev.smartfhir.hapi.instance.StoredResources;
import dev.smartfhir.hapi.search.JpaStoredSearches;
import dev.smartfhir.hapi.trial.Trial;
import dev.smartfhir.hapi.trial.TrialLog;
import dev.smartfhir.hapi.trial.TrialNotice;
import dev.smartfhir.hapi.user.DefaultUserAccessPolicy;
import dev.smartfhir.hapi.user.UserAccessPolicy;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * The beans of the JAR: found by auto-configuration as soon as it is on the class path, and by the starter's
 * {@code hapi.fhir.custom-bean-packages}; both together make one set.
 */
@AutoConfiguration
public class SmartAutoConfiguration {

    private static final Duration FETCH_DEADLINE = Duration.ofSeconds(5);

    private final Clock clock = Clock.systemUTC();

    /** The configuration; the server does not start where it is not right. */
    @Bean
    public SmartProperties smartProperties(Environment environment) {
        return SmartProperties.from(environment);
    }

    /** How documents of authorization servers are read. */
    @Bean
    public BoundedFetch smartFetch(SmartProperties properties) {
        return new BoundedFetch(FETCH_DEADLINE, TrustedAuthorities.context(properties.trustedCertificates()));
    }

    /** Verifies access tokens. */
    @Bean
    public TokenVerifier smartTokenVerifier(
            SmartProperties properties, BoundedFetch smartFetch, AuthenticationListeners smartAuthenticationListeners) {
        return new TokenVerifier(properties, smartFetch, clock, smartAuthenticationListeners);
    }

    /** Tells every listener of authentications among the beans. */
    @Bean
    public AuthenticationListeners smartAuthenticationListeners(ListableBeanFactory beans) {
        return new AuthenticationListeners(() -> beans.getBeanProvider(AuthenticationListener.class).orderedStream()
                .filter(listener -> !(listener instanceof AuthenticationListeners)).toList());
    }

    /** Authenticates requests. */
    @Bean
    public Authentication smartAuthentication(
            SmartProperties properties, TokenVerifier smartTokenVerifier,
            AuthenticationListeners smartAuthenticationListeners) {
        return new Authentication(smartTokenVerifier, properties.tokenCacheSize(), clock, smartAuthenticationListeners,
                properties.issuers().stream().map(IssuerProperties::issuer).collect(Collectors.toSet()));
    }

    /** The primary issuer's discovery document. */
    @Bean
    public DiscoveryDocument smartDiscoveryDocument(SmartProperties properties, BoundedFetch smartFetch) {
        return new DiscoveryDocument(properties, smartFetch, clock);
    }

    /** The interceptor, for the starter to register. */
    @Bean
    public SmartInterceptor smartInterceptor(
            SmartProperties properties, Authentication smartAuthentication, DiscoveryDocument smartDiscoveryDocument,
            Guards smartGuards, Decisions smartDecisions, ObjectProvider<AuditTrail> audit) {
        return new SmartInterceptor(
                new WellKnown(smartDiscoveryDocument, smartGuards::areReportOnly),
                smartAuthentication,
                new SecurityStatement(smartDiscoveryDocument),
                smartGuards,
                smartDecisions,
                properties.audit() ? audit.getObject() : AuditTrail.NONE);
    }

    /** Tells every listener of decisions among the beans, the operator's own too. */
    @Bean
    public Decisions smartDecisions(ObjectProvider<DecisionListener> listeners, SmartProperties properties) {
        Decisions decisions = new Decisions(() -> listeners.orderedStream().toList());
        properties.mode().reportOnlyUntil().ifPresent(until -> decisions.add(new TrialLog()));
        return decisions;
    }

    /** Enforcement, or as long as it is on trial what only reports. */
    @Bean
    public Guards smartGuards(Enforcement smartEnforcement, SmartProperties properties) {
        return new Guards(smartEnforcement, new Trial(smartEnforcement), properties.mode(), clock);
    }

    /** Says that the server is on trial. */
    @Bean
    public TrialNotice smartTrialNotice(SmartProperties properties) {
        return new TrialNotice(properties.mode().reportOnlyUntil(), clock);
    }

    /** Judges what a verified token may do; the operator's own policy on users takes the place of the default. */
    @Bean
    public Enforcement smartEnforcement(
            FhirContext fhir, ISearchParamRegistry searchParameters, SmartProperties properties,
            ObjectProvider<UserAccessPolicy> userAccess, ObjectProvider<DaoRegistry> daos,
            ObjectProvider<JpaStorageSettings> storage, ObjectProvider<ISearchParamExtractor> extractor,
            ObjectProvider<ISearchCoordinatorSvc<?>> coordinator) {
        StoredResources stored = new DaoStoredResources(() -> Optional.ofNullable(daos.getIfAvailable()));
        UserAccessPolicy policy = userAccess.getIfAvailable(
                () -> new DefaultUserAccessPolicy(properties.practitionersAccessAll(), stored));
        InMemoryConstraints constraints =
                new InMemoryConstraints(searchParameters, () -> Optional.ofNullable(extractor.getIfAvailable()));
        return new Enforcement(new ServerParts(fhir, searchParameters, stored, constraints, policy,
                () -> storage.stream().allMatch(JpaStorageSettings::isFilterParameterEnabled),
                new JpaStoredSearches(() -> Optional.ofNullable(coordinator.getIfAvailable()))), properties);
    }

    /** The FHIR servlets that the gate guards. */
    @Bean
    public FhirServlets smartFhirServlets(ListableBeanFactory beans) {
        return new FhirServlets(beans);
    }

    /** Whether enforcement is live. */
    @Bean
    public LiveHooks smartLiveHooks(SmartInterceptor interceptor) {
        return new LiveHooks(interceptor);
    }

    /** The gate, before every other filter and for every kind of dispatch. */
    @Bean
    public FilterRegistrationBean<GateFilter> smartGate(
            FhirServlets smartFhirServlets, LiveHooks smartLiveHooks, SmartProperties properties) {
        GateFilter gate = new GateFilter(smartFhirServlets, smartLiveHooks, new OpenPaths(properties.openPaths()));
        FilterRegistrationBean<GateFilter> registration = new FilterRegistrationBean<>(gate);
        registration.setName("smartGate");
        registration.addUrlPatterns("/*");
        registration.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /** Refuses FHIR versions that are not supported, and says at start whether enforcement is live. */
    @Bean
    public StartReport smartStartReport(
            FhirServlets smartFhirServlets, LiveHooks smartLiveHooks, Guards smartGuards) {
        return new StartReport(smartFhirServlets, smartLiveHooks, smartGuards);
    }
}
