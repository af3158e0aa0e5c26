package dev.smartfhir.sandbox.fhirserver.beside;

import ca.uhn.fhir.batch2.api.IJobCoordinator;
import ca.uhn.fhir.batch2.api.JobOperationResultJson;
import ca.uhn.fhir.batch2.model.JobInstance;
import java.util.List;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists and cancels HAPI's batch jobs at {@code /control/jobs}, open to anybody, as on a stock starter. */
@RestController
class BatchJobsController {

    private final IJobCoordinator jobs;

    BatchJobsController(IJobCoordinator jobs) {
        this.jobs = jobs;
    }

    @GetMapping("/control/jobs")
    List<JobInstance> list(
            @RequestParam(defaultValue = "0") int pageStart, @RequestParam(defaultValue = "20") int batchSize) {
        return jobs.getInstances(batchSize, pageStart);
    }

    @DeleteMapping("/control/jobs/{id}")
    JobOperationResultJson cancel(@PathVariable String id) {
        return jobs.cancelInstance(id);
    }
}
