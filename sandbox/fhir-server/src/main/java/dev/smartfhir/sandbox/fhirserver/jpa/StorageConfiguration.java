package dev.smartfhir.sandbox.fhirserver.jpa;

import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.binary.api.IBinaryStorageSvc;
import ca.uhn.fhir.jpa.binstore.DatabaseBinaryContentStorageSvcImpl;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.config.SubscriptionSettings;
import dev.smartfhir.sandbox.fhirserver.StarterProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** HAPI's storage settings with the values that the starter gives them when nothing is configured. */
@Configuration
public class StorageConfiguration {

    @Bean
    JpaStorageSettings storageSettings(StarterProperties properties) {
        JpaStorageSettings settings = new JpaStorageSettings();
        settings.setAllowMultipleDelete(properties.allowMultipleDelete());
        settings.setAllowContainsSearches(true);
        settings.setExpungeEnabled(true);
        settings.setFilterParameterEnabled(true);
        settings.setDefaultSearchParamsCanBeOverridden(true);
        settings.setReuseCachedSearchResultsForMillis(60_000L);
        settings.setExpireSearchResultsAfterMillis(3_600_000L);
        settings.setFetchSizeDefaultMaximum(properties.maxPageSize());
        settings.setHibernateSearchIndexSearchParams(false);
        return settings;
    }

    @Bean
    PartitionSettings partitionSettings() {
        return new PartitionSettings();
    }

    @Bean
    SubscriptionSettings subscriptionSettings() {
        return new SubscriptionSettings();
    }

    @Bean
    IBinaryStorageSvc binaryStorageSvc() {
        return new DatabaseBinaryContentStorageSvcImpl();
    }
}
