package dev.smartfhir.keycloak.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceSpi;

/** Pins the internal interface of Keycloak that the administration of SMART stands on. */
class SmartAdminProviderFactoryTest {

    @Test
    void isFoundAsTheOnlyExtensionOfTheAdministrationInterface() {
        List<AdminRealmResourceProviderFactory> found = ServiceLoader.load(AdminRealmResourceProviderFactory.class)
                .stream().map(ServiceLoader.Provider::get).toList();

        assertThat(found).singleElement().isInstanceOf(SmartAdminProviderFactory.class)
                .extracting(AdminRealmResourceProviderFactory::getId).isEqualTo("smart");
    }

    @Test
    void standsWhereKeycloakLooks() {
        AdminRealmResourceSpi spi = new AdminRealmResourceSpi();

        assertThat(spi.getName()).isEqualTo("admin-realm-restapi-extension");
        assertThat(spi.getProviderClass()).isEqualTo(AdminRealmResourceProvider.class);
        assertThat(new SmartAdminProviderFactory().create(null)).isInstanceOf(spi.getProviderClass());
    }
}
