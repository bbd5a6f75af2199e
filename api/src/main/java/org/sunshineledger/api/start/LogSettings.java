package org.sunshineledger.api.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.sunshineledger.api.web.NewestCheckpoint;
import org.sunshineledger.ledger.auditpackage.AuditPackages;
import org.sunshineledger.ledger.database.StartRefused;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.journal.Journal;
import org.sunshineledger.ledger.log.note.Checkpoint;
import org.sunshineledger.ledger.log.note.NoteSignature;
import org.sunshineledger.ledger.log.note.SignedNote;
import org.sunshineledger.ledger.log.seal.LogKeys;
import org.sunshineledger.ledger.log.seal.TransparencyLog;

/** The transparency log over the journal. */
@Configuration(proxyBeanMethods = false)
class LogSettings {

  /**
   * @param given {@code LEDGER_LOG_KEY}; when empty, a key file in the home folder, made at the
   *     first start
   * @param origin {@code LEDGER_LOG_ORIGIN}, the name of the log for ever; when empty, what the key
   *     says, and for a new key the name of this machine only
   */
  @Bean(destroyMethod = "close")
  static TransparencyLog transparencyLog(
      DataSource dataSource,
      Journal journal,
      @Value("${LEDGER_LOG_KEY:}") String given,
      @Value("${LEDGER_LOG_ORIGIN:}") String origin,
      @Value("${ledger.home}") Path home) {
    LogKeys keys = given.isEmpty() ? kept(home, origin) : LogKeys.parse(given);
    return TransparencyLog.open(
        dataSource, journal, origin.isEmpty() ? keys : keys.requireOrigin(origin));
  }

  private static LogKeys kept(Path home, String origin) {
    Path file = home.resolve("secrets").resolve("log.key");
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
  static AuditPackages auditPackages(Journal journal, FactCodec codec, TransparencyLog log) {
    return new AuditPackages(journal, codec, log, null);
  }

  @Bean
  static NewestCheckpoint newestCheckpoint(TransparencyLog log) {
    return () -> log.checkpoint().map(LogSettings::signed).orElse(null);
  }

  private static NewestCheckpoint.@Nullable Signed signed(SignedNote note) {
    Checkpoint checkpoint = Checkpoint.parse(note.text());
    List<String> witnesses =
        note.signatures().stream()
            .map(NoteSignature::name)
            .filter(name -> !name.equals(checkpoint.origin()))
            .distinct()
            .toList();
    return new NewestCheckpoint.Signed(checkpoint.size(), checkpoint.head().rootHash(), witnesses);
  }

  /** DOWN when what is stored contradicts what was signed: nothing is sealed any more. */
  @Bean
  static HealthIndicator log(TransparencyLog log) {
    return () ->
        log.refusal()
            .map(refusal ->
                Health.down().withDetail("refusal", String.valueOf(refusal.getMessage())).build())
            .orElseGet(() ->
                Health.up()
                    .withDetail("origin", log.origin())
                    .withDetail("sealed", log.size())
                    .withDetail("sealing", log.isSealing())
                    .build());
  }
}
