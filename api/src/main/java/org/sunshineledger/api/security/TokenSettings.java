package org.sunshineledger.api.security;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.util.StringUtils;
import org.sunshineledger.ledger.database.StartRefused;

/** How the tokens of an identity provider are checked, when one is configured. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OAuth2ResourceServerProperties.class)
class TokenSettings {

  /** By how much the clocks of the provider and of this machine may differ. */
  private static final Duration SKEW = Duration.ofSeconds(30);

  /** Somebody named the provider. */
  static final class Named implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return StringUtils.hasText(context.getEnvironment().getProperty(Accounts.ISSUER_SETTING));
    }
  }

  @Bean
  @Conditional(Named.class)
  static JwtDecoder tokenDecoder(OAuth2ResourceServerProperties settings, Clock clock) {
    OAuth2ResourceServerProperties.Jwt jwt = settings.getJwt();
    String issuer = Objects.requireNonNull(jwt.getIssuerUri());
    List<String> audiences = jwt.getAudiences().stream().filter(StringUtils::hasText).toList();
    if (audiences.isEmpty())
      throw new StartRefused(
          "An issuer of tokens is set, but not for whom its tokens must be meant.",
          "Set SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_AUDIENCES to the name by which the issuer"
              + " knows this ledger; a token for another service would open it else.");
    String keys = StringUtils.hasText(jwt.getJwkSetUri()) ? jwt.getJwkSetUri() : null;
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withJwkSource(keysOf(issuer, keys, clock))
            // Public keys only: what both sides know, whoever checks could have signed.
            .jwsAlgorithms(all -> all.addAll(List.of(SignatureAlgorithm.values())))
            .build();
    decoder.setJwtValidator(demands(issuer, audiences, clock));
    return decoder;
  }

  private static IssuerKeys keysOf(String issuer, @Nullable String keys, Clock clock) {
    try {
      return new IssuerKeys(issuer, keys, clock);
    } catch (IllegalArgumentException e) {
      throw new StartRefused(
          "The issuer of tokens is %s.".formatted(e.getMessage()),
          "Keys that come by http could be anybody's; http is for an issuer on this machine.",
          e);
    }
  }

  private static OAuth2TokenValidator<Jwt> demands(
      String issuer, List<String> audiences, Clock clock) {
    JwtTypeValidator type = new JwtTypeValidator("JWT", "at+jwt", "application/at+jwt");
    type.setAllowEmpty(true);
    JwtTimestampValidator time = new JwtTimestampValidator(SKEW);
    time.setAllowEmptyExpiryClaim(false);
    time.setClock(clock);
    return new DelegatingOAuth2TokenValidator<>(
        List.of(
            type,
            time,
            new JwtIssuerValidator(issuer),
            new JwtClaimValidator<Collection<String>>(
                JwtClaimNames.AUD, meant -> !Collections.disjoint(meant, audiences)),
            new JwtClaimValidator<String>(JwtClaimNames.SUB, StringUtils::hasText),
            TokenSettings::isUnbound));
  }

  /** A token that only the holder of some key may use says so, and here nobody shows a key. */
  private static OAuth2TokenValidatorResult isUnbound(Jwt token) {
    return token.hasClaim("cnf")
        ? OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN))
        : OAuth2TokenValidatorResult.success();
  }
}
