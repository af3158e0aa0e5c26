package dev.smartfhir.keycloak.grant;

import org.keycloak.protocol.oidc.grants.JWTAuthorizationGrantTypeFactory;
import org.keycloak.protocol.oidc.grants.PermissionGrantTypeFactory;
import org.keycloak.protocol.oidc.grants.PreAuthorizedCodeGrantTypeFactory;
import org.keycloak.protocol.oidc.grants.ResourceOwnerPasswordCredentialsGrantTypeFactory;
import org.keycloak.protocol.oidc.grants.TokenExchangeGrantTypeFactory;
import org.keycloak.protocol.oidc.grants.ciba.CibaGrantTypeFactory;
import org.keycloak.protocol.oidc.grants.device.DeviceGrantTypeFactory;

/** Every stock grant type that grants no SMART scope, each behind the guard (D-25). */
public final class GuardedGrantTypes {

    private GuardedGrantTypes() {
    }

    public static final class Password extends GuardedGrantTypeFactory {
        public Password() {
            super(new ResourceOwnerPasswordCredentialsGrantTypeFactory());
        }
    }

    public static final class Permission extends GuardedGrantTypeFactory {
        public Permission() {
            super(new PermissionGrantTypeFactory());
        }
    }

    public static final class TokenExchange extends GuardedGrantTypeFactory {
        public TokenExchange() {
            super(new TokenExchangeGrantTypeFactory());
        }
    }

    public static final class JwtAuthorization extends GuardedGrantTypeFactory {
        public JwtAuthorization() {
            super(new JWTAuthorizationGrantTypeFactory());
        }
    }

    public static final class PreAuthorizedCode extends GuardedGrantTypeFactory {
        public PreAuthorizedCode() {
            super(new PreAuthorizedCodeGrantTypeFactory());
        }
    }

    public static final class Ciba extends GuardedGrantTypeFactory {
        public Ciba() {
            super(new CibaGrantTypeFactory());
        }
    }

    public static final class Device extends GuardedGrantTypeFactory {
        public Device() {
            super(new DeviceGrantTypeFactory());
        }
    }
}
