package org.sunshineledger.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.sunshineledger.ledger.database.StartRefused;

@DisplayName("身份提供方的设置")
class TokenSettingsTest {

  private static final String JWT = "spring.security.oauth2.resourceserver.jwt.";

  private final ApplicationContextRunner program =
      new ApplicationContextRunner()
          .withUserConfiguration(TokenSettings.class)
          .withBean(Clock.class, Clock::systemUTC);

  private void refuses(String words, String... settings) {
    program
        .withPropertyValues(settings)
        .run(started ->
            assertThat(started.getStartupFailure())
                .hasStackTraceContaining(StartRefused.class.getName())
                .hasStackTraceContaining(words));
  }

  @Test
  void withoutAnIssuerNoTokenIsTaken() {
    program.run(started -> assertThat(started).doesNotHaveBean(JwtDecoder.class));
    program
        .withPropertyValues(JWT + "issuer-uri=", JWT + "audiences=ledger")
        .run(started -> assertThat(started).doesNotHaveBean(JwtDecoder.class));
  }

  @Test
  void anIssuerThatIsDownDoesNotKeepTheProgramFromStarting() {
    program
        .withPropertyValues(JWT + "issuer-uri=https://id.invalid", JWT + "audiences=ledger")
        .run(started -> assertThat(started).hasSingleBean(JwtDecoder.class));
  }

  @Test
  void whoMayUseATokenHereMustBeSaid() {
    refuses("JWT_AUDIENCES", JWT + "issuer-uri=https://id.example.cn");
    refuses("JWT_AUDIENCES", JWT + "issuer-uri=https://id.example.cn", JWT + "audiences=");
  }

  @Test
  void keysDoNotComeOverANetworkInTheOpen() {
    refuses(
        "not an https address", JWT + "issuer-uri=http://id.example.cn", JWT + "audiences=ledger");
    refuses("not an https address", JWT + "issuer-uri=somewhere", JWT + "audiences=ledger");
    refuses(
        "not an https address",
        JWT + "issuer-uri=https://id.example.cn",
        JWT + "jwk-set-uri=http://id.example.cn/keys",
        JWT + "audiences=ledger");
  }
}
