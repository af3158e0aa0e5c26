package dev.smartfhir.sandbox.fhirserver.rest;

import ca.uhn.fhir.context.ConfigurationException;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.util.List;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.context.ApplicationContext;

/** Registers the classes of {@code hapi.fhir.custom-interceptor-classes} on the FHIR end point, as the starter does. */
final class CustomInterceptors {

    private final ApplicationContext context;

    CustomInterceptors(ApplicationContext context) {
        this.context = context;
    }

    void registerOn(RestfulServer server, List<String> classNames) {
        for (String className : classNames) {
            server.registerInterceptor(interceptor(className));
        }
    }

    private Object interceptor(String className) {
        Class<?> type;
        try {
            type = Class.forName(className);
        } catch (ClassNotFoundException e) {
            throw new ConfigurationException("Interceptor class was not found on classpath: " + className, e);
        }
        try {
            return context.getBean(type);
        } catch (NoSuchBeanDefinitionException notABean) {
            return newInstance(type);
        }
    }

    private static Object newInstance(Class<?> type) {
        try {
            return type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new ConfigurationException("Unable to instantiate interceptor class : " + type.getName(), e);
        }
    }
}
