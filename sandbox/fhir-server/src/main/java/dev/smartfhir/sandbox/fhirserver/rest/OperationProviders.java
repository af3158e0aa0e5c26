package dev.smartfhir.sandbox.fhirserver.rest;

import ca.uhn.fhir.batch2.jobs.export.BulkDataExportProvider;
import ca.uhn.fhir.batch2.jobs.bulkmodify.reindex.ReindexProvider;
import ca.uhn.fhir.interceptor.api.IInterceptorBroadcaster;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.binary.interceptor.BinaryStorageInterceptor;
import ca.uhn.fhir.jpa.binary.provider.BinaryAccessProvider;
import ca.uhn.fhir.jpa.delete.ThreadSafeResourceDeleterSvc;
import ca.uhn.fhir.jpa.graphql.GraphQLProvider;
import ca.uhn.fhir.jpa.interceptor.CascadingDeleteInterceptor;
import ca.uhn.fhir.jpa.provider.SubscriptionTriggeringProvider;
import ca.uhn.fhir.jpa.provider.TerminologyUploaderProvider;
import ca.uhn.fhir.jpa.provider.ValueSetOperationProvider;
import ca.uhn.fhir.rest.openapi.OpenApiInterceptor;
import ca.uhn.fhir.rest.server.RestfulServer;
import dev.smartfhir.sandbox.fhirserver.StarterProperties;
import org.springframework.stereotype.Component;

/** The operations that the starter offers beyond plain create, read, update, delete and search. */
@Component
class OperationProviders {

    private final ValueSetOperationProvider valueSets;
    private final TerminologyUploaderProvider terminologyUploads;
    private final SubscriptionTriggeringProvider subscriptionTriggers;
    private final ReindexProvider reindex;
    private final GraphQLProvider graphQl;
    private final BulkDataExportProvider bulkExport;
    private final BinaryAccessProvider binaryAccess;
    private final BinaryStorageInterceptor<?> binaryStorage;
    private final CascadingDeleteInterceptor cascadingDeletes;

    OperationProviders(
            ValueSetOperationProvider valueSets,
            TerminologyUploaderProvider terminologyUploads,
            SubscriptionTriggeringProvider subscriptionTriggers,
            ReindexProvider reindex,
            GraphQLProvider graphQl,
            BulkDataExportProvider bulkExport,
            BinaryAccessProvider binaryAccess,
            BinaryStorageInterceptor<?> binaryStorage,
            DaoRegistry daos,
            IInterceptorBroadcaster interceptors,
            ThreadSafeResourceDeleterSvc deleter) {
        this.valueSets = valueSets;
        this.terminologyUploads = terminologyUploads;
        this.subscriptionTriggers = subscriptionTriggers;
        this.reindex = reindex;
        this.graphQl = graphQl;
        this.bulkExport = bulkExport;
        this.binaryAccess = binaryAccess;
        this.binaryStorage = binaryStorage;
        this.cascadingDeletes =
                new CascadingDeleteInterceptor(daos.getFhirContext(), daos, interceptors, deleter);
    }

    void registerOn(RestfulServer server, StarterProperties properties) {
        server.registerProvider(terminologyUploads);
        server.registerProvider(subscriptionTriggers);
        if (properties.allowCascadingDeletes()) {
            server.registerInterceptor(cascadingDeletes);
        }
        server.registerProvider(binaryAccess);
        server.registerInterceptor(binaryStorage);
        if (properties.graphqlEnabled()) {
            server.registerProvider(graphQl);
        }
        if (properties.openapiEnabled()) {
            server.registerInterceptor(new OpenApiInterceptor());
        }
        if (properties.bulkExportEnabled()) {
            server.registerProvider(bulkExport);
        }
        server.registerProvider(valueSets);
        server.registerProvider(reindex);
    }
}
