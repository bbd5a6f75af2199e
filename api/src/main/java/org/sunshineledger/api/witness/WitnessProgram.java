package org.sunshineledger.api.witness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import org.sunshineledger.api.start.DatabaseSettings;
import org.sunshineledger.api.web.Formats;
import org.sunshineledger.api.web.Languages;
import org.sunshineledger.api.web.Texts;
import org.sunshineledger.ledger.database.StartRefused;
import org.sunshineledger.ledger.log.note.TrustPolicy;
import org.sunshineledger.ledger.log.note.VerifierKey;
import org.sunshineledger.ledger.log.witness.Witness;
import org.sunshineledger.ledger.log.witness.WitnessKeys;

/**
 * {@code witness}: the same program run by an audit bureau, an inspection office or an archive as a
 * witness (见证人) of other people's logs, C2SP tlog-witness. It has a database of its own, and no
 * ledger.
 *
 * <p>Not marked as a configuration: the ledger must not find it.
 */
@EnableAutoConfiguration
@Import({DatabaseSettings.class, Languages.class, Texts.class, Formats.class})
public final class WitnessProgram {

  private static final Logger log = LoggerFactory.getLogger("org.sunshineledger.start");

  private static final String NAME = "witness";

  private static final String CONTENT_POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'none'";

  /** Whether the arguments ask for a witness. */
  public static boolean isAsked(String[] arguments) {
    return arguments.length > 0 && arguments[0].equals(NAME);
  }

  /** Starts it; the first argument may be its name. */
  public static ConfigurableApplicationContext run(String... arguments) {
    return new SpringApplicationBuilder(WitnessProgram.class).profiles(NAME).run(arguments);
  }

  @Bean
  static InstantSource clock() {
    return InstantSource.system();
  }

  /**
   * @param given {@code LEDGER_WITNESS_KEY}; when empty, a key file in the home folder, made at the
   *     first start
   * @param name {@code LEDGER_WITNESS_NAME}, for a key that is made now
   * @param quantumSafe {@code LEDGER_WITNESS_ML_DSA}: whether to cosign with ML-DSA-44 too
   */
  @Bean
  static WitnessKeys witnessKeys(
      @Value("${LEDGER_WITNESS_KEY:}") String given,
      @Value("${LEDGER_WITNESS_NAME:" + WitnessKeys.DEFAULT_NAME + "}") String name,
      @Value("${LEDGER_WITNESS_ML_DSA:false}") boolean quantumSafe,
      @Value("${ledger.home}") Path home)
      throws IOException {
    if (!given.isEmpty()) return WitnessKeys.parse(given);
    Path secrets = Files.createDirectories(home.resolve("secrets"));
    return WitnessKeys.in(secrets.resolve("witness.key"), name, quantumSafe, new SecureRandom());
  }

  /**
   * @param logs {@code LEDGER_WITNESS_LOGS}: a file with a line {@code log <vkey>} for each log,
   *     and {@code quorum none} at its end
   */
  @Bean
  static Witness witness(
      DataSource dataSource,
      WitnessKeys keys,
      InstantSource clock,
      @Value("${LEDGER_WITNESS_LOGS:}") String logs)
      throws SQLException {
    return new Witness(dataSource, keys, known(logs), clock);
  }

  private static TrustPolicy known(String file) {
    String how =
        "Write a line 'log <vkey>' for each log that is to be cosigned and 'quorum none' at the end"
            + " into a file, and set LEDGER_WITNESS_LOGS to it.";
    if (file.isEmpty()) throw new StartRefused("LEDGER_WITNESS_LOGS is not set.", how);
    try {
      TrustPolicy known = TrustPolicy.parse(Files.readAllBytes(Path.of(file)));
      if (known.logs().isEmpty()) throw new StartRefused("%s lists no log.".formatted(file), how);
      return known;
    } catch (IOException e) {
      throw new StartRefused("The list of logs %s cannot be read.".formatted(file), how, e);
    } catch (IllegalArgumentException e) {
      throw new StartRefused("%s lists no logs: %s.".formatted(file, e.getMessage()), how, e);
    }
  }

  /** Everything is for everybody, and nobody has a session. */
  @Bean
  static SecurityFilterChain open(HttpSecurity http) throws Exception {
    return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(headers ->
            headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY)))
        .build();
  }

  /** Nobody can sign in; without this a password would be invented and written into the log. */
  @Bean
  static UserDetailsService nobody() {
    return new InMemoryUserDetailsManager();
  }

  @Bean
  static ApplicationListener<WebServerInitializedEvent> doorplate(WitnessKeys keys) {
    return opened -> {
      log.info("见证 Witness is open: http://localhost:{}/", opened.getWebServer().getPort());
      for (VerifierKey key : keys.verifierKeys())
        log.info(
            "政策中写 For policies: witness NAME {} http://HOST:{}",
            key,
            opened.getWebServer().getPort());
    };
  }

  @Bean
  static RouterFunction<ServerResponse> doors(Witness witness, Texts texts) {
    return new WitnessDoors(witness, texts).routes();
  }
}
