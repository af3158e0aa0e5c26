package dev.smartfhir.sandbox.data;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Further invented patients of the first hospital: enough of them that a list of patients has several pages. */
final class Ward {

    /** How many there are. */
    static final int SIZE = 46;
    /** How many of them have findings beside their visit. */
    private static final int EXAMINED = 6;
    private static final LocalDate OLDEST = LocalDate.of(1938, 1, 15);

    private Ward() {
    }

    /** What {@code patient.json} needs to know of each of them. */
    static List<Map<String, String>> patients() {
        return IntStream.rangeClosed(1, SIZE).mapToObj(Ward::patient).toList();
    }

    /** The ids of the patients for whom {@code findings.json} is loaded. */
    static List<String> examined() {
        return Stream.concat(
                Stream.of("demo-patient-a1", "demo-patient-a2"),
                patients().stream().limit(EXAMINED).map(patient -> patient.get("patient"))).toList();
    }

    private static Map<String, String> patient(int number) {
        boolean male = number % 2 == 0;
        Map<String, String> patient = new LinkedHashMap<>();
        patient.put("patient", "demo-patient-c%02d".formatted(number));
        patient.put("nationalId", NationalIdentifier.invalid((male ? "A1" : "A2") + "99998%02d".formatted(number)));
        patient.put("recordNumber", "A-%06d".formatted(100 + number));
        patient.put("name", "病人丙%02d".formatted(number));
        patient.put("gender", male ? "male" : "female");
        patient.put("birthDate", OLDEST.plusDays(397L * number).toString());
        return patient;
    }
}
