package dev.smartfhir.table;

/** What stands above the table in each language. */
final class Introduction {

    static final String EN = """
            # The decision table

            What each kind of token gets at each door of a HAPI FHIR JPA server with the drop-in. Every cell is a test
            on a real server, on which whatever the starter can open is open. What has no row is refused.
            [繁體中文](zh-TW/decision-table.md), [operator's guide](hapi.md)

            Rendered from [decision-table.yaml](decision-table.yaml), which says to the letter what each verdict means,
            over [this data set](decision-table-data.yaml): patients a and b, institutions in and out. `{x}` is a copy
            of resource x that is made for one case alone. Whatever the verdict, no answer holds, in status, headers or
            body, an id or a text of a resource that the token does not cover, unless the request itself or a resource
            that is shown names it; and a refused request has changed nothing.
            """;

    static final String ZH = """
            # 裁決表

            裝上此 JAR 的 HAPI FHIR JPA 伺服器，每一種權杖在每一扇門得到什麼。每一格都是在真實伺服器上的一個測試，
            該伺服器把 starter 能開的都打開。沒有列出的一律拒絕。
            [English](../decision-table.md)、[操作指南](hapi.md)

            由 [decision-table.yaml](../decision-table.yaml) 產生，各裁決的精確意義寫在其中；資料見
            [此資料集](../decision-table-data.yaml)：病人 a 與 b，機構 in 與 out。
            `{x}` 是只為一個案例而造的資源 x 的副本。不論裁決為何，任何回應的狀態、標頭或內容都不含權杖不及之資源的 id 或文字，
            除非請求本身或所顯示的資源已提到；被拒的請求沒有改變任何東西。
            """;

    private Introduction() {
    }
}
