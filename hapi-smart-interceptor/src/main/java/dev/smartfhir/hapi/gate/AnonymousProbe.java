package dev.smartfhir.hapi.gate;

import ca.uhn.fhir.interceptor.api.HookParams;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import dev.smartfhir.hapi.authentication.Unauthorized;
import dev.smartfhir.hapi.enforcement.Guards;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;

/**
 * A read without a token, sent through the hooks alone: the first of them has to refuse it.
 */
final class AnonymousProbe {

    private AnonymousProbe() {
    }

    static boolean isRefusedBy(IInterceptorService hooks) {
        HttpServletRequest request = blank(HttpServletRequest.class);
        HttpServletResponse response = blank(HttpServletResponse.class);
        ServletRequestDetails details = new ServletRequestDetails(hooks);
        details.setRequestType(RequestTypeEnum.GET);
        details.setResourceName("Patient");
        details.setRequestPath("Patient");
        details.setServletRequest(request);
        details.setServletResponse(response);
        Guards.enforceOn(details);
        HookParams parameters = new HookParams()
                .add(HttpServletRequest.class, request)
                .add(HttpServletResponse.class, response)
                .add(RequestDetails.class, details)
                .add(ServletRequestDetails.class, details);
        try {
            hooks.callHooks(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED, parameters);
            return false;
        } catch (Unauthorized e) {
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** A request or response that has nothing: no headers, no attributes, no body. */
    private static <T> T blank(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            Class<?> result = method.getReturnType();
            if (result == boolean.class) {
                return false;
            }
            return result == int.class ? (Object) 0 : result == long.class ? (Object) 0L : null;
        }));
    }
}
