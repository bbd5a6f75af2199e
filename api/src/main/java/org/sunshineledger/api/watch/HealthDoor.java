package org.sunshineledger.api.watch;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.ApiVersion;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointWebExtension;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Health beside the pages too: whoever leads readers to one node or another asks where they would
 * read. Everything else of the kind stands at the operators' port alone.
 */
@Controller
final class HealthDoor {

  private final HealthEndpointWebExtension health;

  HealthDoor(HealthEndpointWebExtension health) {
    this.health = health;
  }

  @GetMapping(path = "/actuator/health", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<HealthDescriptor> health(HttpServletRequest request) {
    WebEndpointResponse<HealthDescriptor> answer =
        health.health(ApiVersion.LATEST, WebServerNamespace.SERVER, new Asking(request));
    HealthDescriptor body = answer.getBody();
    ResponseEntity.BodyBuilder status = ResponseEntity.status(answer.getStatus());
    return body == null ? status.build() : status.body(body);
  }

  private record Asking(HttpServletRequest request) implements SecurityContext {

    @Override
    public @Nullable Principal getPrincipal() {
      return request.getUserPrincipal();
    }

    @Override
    public boolean isUserInRole(String role) {
      return request.isUserInRole(role);
    }
  }
}
