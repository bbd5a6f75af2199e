package org.sunshineledger.api.start;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;
import org.sunshineledger.ledger.database.EmbeddedDatabase;
import org.sunshineledger.ledger.database.Login;
import org.sunshineledger.ledger.database.Lookups;
import org.sunshineledger.ledger.database.Schema;
import org.sunshineledger.ledger.database.StartRefused;

/**
 * The database: the embedded one, or an outside server when {@code spring.datasource.url} is set.
 * The application never logs in as superuser.
 */
@Configuration(proxyBeanMethods = false)
public class DatabaseSettings {

  static final String URL = "spring.datasource.url";

  /** Requests wait in virtual threads; more connections than this only fight for two cores. */
  private static final int WORKING = 20;

  /** Each is asked for a part of a millisecond. */
  private static final int LOOKUPS = 8;

  /** How many connections one node has at most, all of them the application's. */
  public static final int CONNECTIONS = WORKING + LOOKUPS;

  private static final long CONNECTION_WAIT_MILLIS = 10_000;

  /** A pool may be full of connections to a machine that is gone, and each is looked at first. */
  private static final long VALIDATION_MILLIS = 1_000;

  /** An outside server, with a password for each of the two roles. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(URL)
  static class Outside {

    @Bean
    static Logins logins(
        @Value("${" + URL + "}") String url,
        @Value("${spring.datasource.username:ledger_app}") String app,
        @Value("${spring.datasource.password:}") String appPassword,
        @Value("${spring.flyway.user:ledger_owner}") String owner,
        @Value("${spring.flyway.password:}") String ownerPassword) {
      if (appPassword.isEmpty() || ownerPassword.isEmpty())
        throw new StartRefused(
            "SPRING_DATASOURCE_URL is set, but not the passwords of its two roles.",
            "Set SPRING_DATASOURCE_PASSWORD for %s and SPRING_FLYWAY_PASSWORD for %s."
                .formatted(app, owner));
      return new Logins(new Login(url, owner, ownerPassword), new Login(url, app, appPassword));
    }
  }

  /** Nobody named an outside server. */
  static final class NoUrl implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return !StringUtils.hasText(context.getEnvironment().getProperty(URL));
    }
  }

  /** PostgreSQL as it comes with the program. */
  @Configuration(proxyBeanMethods = false)
  @Conditional(NoUrl.class)
  static class Embedded {

    private static final Logger log = LoggerFactory.getLogger(Embedded.class);

    @Bean(destroyMethod = "close")
    static EmbeddedDatabase embeddedDatabase(@Value("${ledger.home}") Path home)
        throws IOException {
      EmbeddedDatabase database = EmbeddedDatabase.start(home);
      database.whenItEnds(Embedded::end);
      return database;
    }

    /** Without its database the ledger has nothing to say, and nothing left to close. */
    private static void end(String why) {
      log.error("已停止 Stopped: {}", why);
      Runtime.getRuntime().halt(1);
    }

    @Bean
    static Logins logins(EmbeddedDatabase database) {
      return new Logins(database.owner(), database.app());
    }
  }

  @Bean(destroyMethod = "close")
  static HikariDataSource dataSource(Logins logins) {
    Schema.migrate(logins.owner().dataSource());
    return new HikariDataSource(pool(logins, "ledger", WORKING));
  }

  /**
   * @param migrated the pool of a database that has this version's schema
   * @param meters where this pool is measured; the other one is a bean that Spring finds itself
   */
  @Bean(destroyMethod = "close")
  static Lookups lookups(
      Logins logins, HikariDataSource migrated, ObjectProvider<MeterRegistry> meters) {
    HikariConfig pool = pool(logins, "lookups", LOOKUPS);
    meters.ifAvailable(
        to -> pool.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(to)));
    pool.setConnectionInitSql(Lookups.SESSION);
    return new Lookups(new HikariDataSource(pool));
  }

  private static HikariConfig pool(Logins logins, String name, int connections) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName(name);
    PGSimpleDataSource server = new PGSimpleDataSource();
    server.setUrl(logins.app().url());
    server.setUser(logins.app().username());
    server.setPassword(logins.app().password());
    // Without binary transfer from the first execution, long reads are three times slower.
    server.setPrepareThreshold(-1);
    pool.setDataSource(new SoonAgain(server));
    pool.setMaximumPoolSize(connections);
    pool.setConnectionTimeout(CONNECTION_WAIT_MILLIS);
    pool.setValidationTimeout(VALIDATION_MILLIS);
    return pool;
  }
}
