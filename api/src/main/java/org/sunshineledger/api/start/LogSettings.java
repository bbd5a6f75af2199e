package org.sunshineledger.api.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.sunshineledger.api.log.Oversight;
import org.sunshineledger.api.web.NewestCheckpoint;
import org.sunshineledger.ledger.auditpackage.AuditPackages;
import org.sunshineledger.ledger.database.StartRefused;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.journal.Journal;
import org.sunshineledger.ledger.log.TreeHead;
import org.sunshineledger.ledger.log.seal.LogKeys;
import org.sunshineledger.ledger.log.seal.NotedCheckpoint;
import org.sunshineledger.ledger.log.seal.Testimony;
import org.sunshineledger.ledger.log.seal.TransparencyLog;
import org.sunshineledger.ledger.log.witness.Witnessing;

/** The transparency log over the journal. */
@Configuration(proxyBeanMethods = false)
class LogSettings {

  /** The keys themselves, instead of a file. */
  static final String KEY = "LEDGER_LOG_KEY";

  static Path keyFile(Path home) {
    return home.resolve("secrets").resolve("log.key");
  }

  /**
   * @param given {@code LEDGER_LOG_KEY}; when empty, a key file in the home folder, made at the
   *     first start
   * @param origin {@code LEDGER_LOG_ORIGIN}, the name of the log for ever; when empty, what the key
   *     says, and for a new key the name of this machine only
   * @param erasures {@code LEDGER_ERASURES}; what was published last is noted beside that list, for
   *     it must not be put back with the database either
   */
  @Bean(destroyMethod = "close")
  static TransparencyLog transparencyLog(
      DataSource dataSource,
      Journal journal,
      Clock clock,
      Oversight oversight,
      @Value("${LEDGER_LOG_KEY:}") String given,
      @Value("${LEDGER_LOG_ORIGIN:}") String origin,
      @Value("${LEDGER_ERASURES:}") String erasures,
      @Value("${ledger.home}") Path home) {
    LogKeys kept = given.isEmpty() ? kept(home, origin) : LogKeys.parse(given);
    LogKeys keys = origin.isEmpty() ? kept : kept.requireOrigin(origin);
    NotedCheckpoint noted =
        NotedCheckpoint.in(LedgerSettings.erasureList(home, erasures).resolveSibling("checkpoint"));
    return oversight
        .policy()
        .map(policy -> TransparencyLog.open(dataSource, journal, keys, noted, policy, clock))
        .orElseGet(() -> TransparencyLog.open(dataSource, journal, keys, noted));
  }

  /**
   * @param policy {@code LEDGER_LOG_POLICY}, a tlog-policy file; when empty, nobody witnesses
   */
  @Bean
  static Oversight oversight(@Value("${LEDGER_LOG_POLICY:}") String policy) {
    return policy.isEmpty() ? Oversight.NONE : Oversight.read(Path.of(policy));
  }

  /** Where nobody witnesses it asks nobody. */
  @Bean(destroyMethod = "close")
  static Witnessing witnessing(TransparencyLog log, Oversight oversight, Clock clock) {
    return Witnessing.start(log, oversight.policy().orElseGet(Oversight::nobody), clock);
  }

  private static LogKeys kept(Path home, String origin) {
    Path file = keyFile(home);
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException e) {
      throw new StartRefused(
          "The folder %s cannot be made.".formatted(file.getParent()),
          "Give the user who starts the ledger that folder, or set LEDGER_LOG_KEY.",
          e);
    }
    return LogKeys.in(file, origin.isEmpty() ? LogKeys.DEFAULT_ORIGIN : origin, new SecureRandom());
  }

  @Bean
  static AuditPackages auditPackages(
      Journal journal, FactCodec codec, TransparencyLog log, Oversight oversight) {
    return new AuditPackages(journal, codec, log, oversight.text());
  }

  @Bean
  static NewestCheckpoint newestCheckpoint(TransparencyLog log, Clock clock) {
    return () ->
        log.head()
            .map(head -> signed(head, log.testimony().orElse(null), clock.instant()))
            .orElse(null);
  }

  private static NewestCheckpoint.Signed signed(
      TreeHead head, @Nullable Testimony testimony, Instant now) {
    return testimony == null
        ? new NewestCheckpoint.Signed(head.size(), head.rootHash(), 0, List.of(), List.of(), null)
        : new NewestCheckpoint.Signed(
            head.size(),
            head.rootHash(),
            testimony.size(),
            testimony.witnesses().stream().sorted().toList(),
            testimony.partly().stream().sorted().toList(),
            testimony.isOverdue(now) ? testimony.since() : null);
  }

  /** DOWN when what is stored contradicts what was signed: nothing is sealed any more. */
  @Bean
  static HealthIndicator log(TransparencyLog log, Witnessing witnessing) {
    return () ->
        log.refusal()
            .map(refusal ->
                Health.down().withDetail("refusal", String.valueOf(refusal.getMessage())).build())
            .orElseGet(() ->
                Health.up()
                    .withDetail("origin", log.origin())
                    .withDetail("sealed", log.size())
                    .withDetail("sealing", log.isSealing())
                    .withDetail("witnessed", log.testimony().map(Testimony::size).orElse(0L))
                    .withDetail("witnesses", witnessing.witnesses())
                    .build());
  }
}
