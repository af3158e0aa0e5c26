package dev.smartfhir.testapp.policy;

import dev.smartfhir.hapi.user.UserAccess;
import dev.smartfhir.hapi.user.UserAccessPolicy;
import dev.smartfhir.hapi.user.UserAccessRequest;
import org.springframework.stereotype.Component;

/** Lets a practitioner whose token names a ward access everything, and nobody else anything. */
@Component
class WardPolicy implements UserAccessPolicy {

    @Override
    public UserAccess accessOf(UserAccessRequest request) {
        return request.user().type().equals("Practitioner") && request.claims().containsKey("ward")
                ? UserAccess.everything()
                : UserAccess.nothing();
    }
}
