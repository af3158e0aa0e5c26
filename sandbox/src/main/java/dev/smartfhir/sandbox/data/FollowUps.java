package dev.smartfhir.sandbox.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Further claims of the first hospital, in each state that its staff have to follow up. */
final class FollowUps {

    private static final String[] NAMES = {"number", "patient", "visit", "icd", "diagnosis", "program", "acceptance",
        "submitted", "decided", "outcome", "disposition", "note", "approved", "opinion"};

    private FollowUps() {
    }

    /** What {@code follow-up.json} needs to know of each of them. */
    static List<Map<String, String>> claims() {
        return List.of(
                claim("3", "demo-patient-a1", "demo-encounter-a1", "C34.90", "晚期非小細胞肺癌",
                        "ALK陽性的晚期非小細胞肺癌續用申請", "2026110299000000010003", "2026-11-02", "2026-11-12",
                        "complete", "審畢結果", "4", "0", "請補附最近三個月之胸部電腦斷層報告及療效評估。"),
                claim("4", "demo-patient-c01", "demo-patient-c01-visit", "C50.919", "轉移性乳癌",
                        "HER2過度表現之轉移性乳癌第一線治療", "2026102699000000010004", "2026-10-26", "2026-11-09",
                        "complete", "審畢結果", "4", "0", "請補附 HER2 免疫組織化學染色報告。"),
                claim("5", "demo-patient-c02", "demo-patient-c02-visit", "C18.9", "轉移性大腸直腸癌",
                        "RAS野生型之轉移性大腸直腸癌第一線治療", "2026101999000000010005", "2026-10-19", "2026-11-04",
                        "complete", "審畢結果", "3", "26", "核給三個療程，續用時請檢附療效評估。"),
                claim("6", "demo-patient-c04", "demo-patient-c04-visit", "C34.90", "晚期非小細胞肺癌",
                        "EGFR突變陽性之非小細胞肺癌第一線治療", "2026100599000000010006", "2026-10-05", "2026-10-21",
                        "complete", "審畢結果", "2", "0", "所附檢驗報告不符合給付規定之適應症。"),
                claim("7", "demo-patient-c05", "demo-patient-c05-visit", "C91.00", "急性淋巴性白血病",
                        "復發或難治之急性淋巴性白血病", "2026111699000000010007", "2026-11-16", "2026-11-16",
                        "queued", "已受理", "0", "0", "案件已受理，排入審查。"));
    }

    private static Map<String, String> claim(String... values) {
        Map<String, String> claim = new LinkedHashMap<>();
        for (int i = 0; i < NAMES.length; i++) {
            claim.put(NAMES[i], values[i]);
        }
        return claim;
    }
}
