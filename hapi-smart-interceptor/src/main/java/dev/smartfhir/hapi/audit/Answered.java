package dev.smartfhir.hapi.audit;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import dev.smartfhir.hapi.compartment.PatientCompartment;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Reads out of an answer, as it leaves, which resources it shows.
 *
 * <p>It looks into the Bundles that the server makes, never into a stored one: that is shown as a whole.
 */
final class Answered {

    private static final Set<RestOperationTypeEnum> STORED = EnumSet.of(
            RestOperationTypeEnum.READ, RestOperationTypeEnum.VREAD, RestOperationTypeEnum.CREATE,
            RestOperationTypeEnum.UPDATE, RestOperationTypeEnum.PATCH);
    private static final Set<BundleType> RESULTS = EnumSet.of(BundleType.SEARCHSET, BundleType.HISTORY);

    private final PatientCompartment compartment;

    /** Tells by this compartment whom a resource is about. */
    Answered(PatientCompartment compartment) {
        this.compartment = compartment;
    }

    /** Notes a resource that was changed, once that is committed. */
    void change(Touch.Action action, IBaseResource resource, RequestDetails request) {
        Touched touched = Touched.of(request);
        Touch.of(action, resource, compartment.patientsOf(resource)).ifPresent(touch -> whenCommitted(() ->
                touched.add(touch)));
    }

    /** A change that is taken back again never was one, and one that is kept was one whatever comes of the answer. */
    private static void whenCommitted(Runnable noted) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    noted.run();
                }
            });
        } else {
            noted.run();
        }
    }

    /** Notes what an answer shows. */
    void note(IBaseResource answer, RequestDetails request) {
        Touched touched = Touched.of(request);
        if (answer instanceof Bundle bundle && !STORED.contains(request.getRestOperationType())) {
            note(bundle, touched);
        } else if (answer instanceof Parameters parameters) {
            note(parameters.getParameter(), touched);
        } else {
            show(answer, touched);
        }
    }

    private void note(Bundle bundle, Touched touched) {
        boolean answers = bundle.getType() == BundleType.TRANSACTIONRESPONSE
                || bundle.getType() == BundleType.BATCHRESPONSE;
        for (int i = 0; i < bundle.getEntry().size(); i++) {
            if (answers) {
                note(i, bundle.getEntry().get(i), touched);
            } else {
                show(bundle.getEntry().get(i).getResource(), touched);
            }
        }
    }

    private void note(int place, BundleEntryComponent entry, Touched touched) {
        IdType location = new IdType(entry.getResponse().getLocation());
        if (location.hasResourceType() && location.hasIdPart()) {
            touched.addToEntry(place, location.getResourceType() + "/" + location.getIdPart());
        }
        if (entry.getResource() instanceof Bundle found && RESULTS.contains(found.getType())) {
            found.getEntry().forEach(one -> show(place, one.getResource(), touched));
        } else {
            show(place, entry.getResource(), touched);
        }
    }

    private void note(List<ParametersParameterComponent> parameters, Touched touched) {
        for (ParametersParameterComponent parameter : parameters) {
            show(parameter.getResource(), touched);
            note(parameter.getPart(), touched);
        }
    }

    private void show(int place, IBaseResource resource, Touched touched) {
        if (resource != null && resource.getIdElement().hasIdPart()) {
            touched.addToEntry(place, resource.fhirType() + "/" + resource.getIdElement().getIdPart());
        }
        show(resource, touched);
    }

    private void show(IBaseResource resource, Touched touched) {
        if (resource != null) {
            Touch.of(Touch.Action.SHOWN, resource, compartment.patientsOf(resource)).ifPresent(touched::add);
        }
    }
}
