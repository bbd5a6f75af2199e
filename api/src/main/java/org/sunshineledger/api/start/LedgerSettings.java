package org.sunshineledger.api.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.sunshineledger.api.web.LogSize;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.Rejudging;
import org.sunshineledger.ledger.database.Lookups;
import org.sunshineledger.ledger.database.Secrets;
import org.sunshineledger.ledger.database.StartRefused;
import org.sunshineledger.ledger.fsck.Fsck;
import org.sunshineledger.ledger.journal.Beginnings;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.journal.Journal;
import org.sunshineledger.ledger.log.seal.TransparencyLog;
import org.sunshineledger.ledger.publication.Publications;
import org.sunshineledger.ledger.rules.Jurisdiction;
import org.sunshineledger.ledger.rules.RuleSetMistaken;
import org.sunshineledger.ledger.rules.RuleSets;
import org.sunshineledger.ledger.vault.ErasureList;
import org.sunshineledger.ledger.vault.MasterKey;
import org.sunshineledger.ledger.vault.Vault;

/** The ledger on its database, and its parts as beans. */
@Configuration(proxyBeanMethods = false)
class LedgerSettings {

  private static final int MASTER_KEY_BYTES = 32;

  /** Days are China's, wherever the server stands. */
  @Bean
  static Clock clock() {
    return Clock.system(ZoneId.of("Asia/Shanghai"));
  }

  /**
   * @param given {@code LEDGER_MASTER_KEY}, base64 of 32 bytes, one a line, the current one first;
   *     when empty, a key file in the home folder, made at the first start
   * @param erasures {@code LEDGER_ERASURES}, the list of what was erased; when empty, a file in the
   *     home folder. It must not be put back with the database
   */
  @Bean
  static Vault vault(
      DataSource dataSource,
      @Value("${LEDGER_MASTER_KEY:}") String given,
      @Value("${LEDGER_ERASURES:}") String erasures,
      @Value("${ledger.home}") Path home) {
    SecureRandom random = new SecureRandom();
    return new Vault(
        dataSource,
        keys(given.isEmpty() ? kept(home, random) : given),
        random,
        listed(erasureList(home, erasures)));
  }

  /** Outside the database, like all that must not be put back with it. */
  static Path erasureList(Path home, String given) {
    return given.isEmpty() ? home.resolve("secrets").resolve("erased.list") : Path.of(given);
  }

  private static ErasureList listed(Path file) {
    try {
      return ErasureList.in(file);
    } catch (UncheckedIOException | IllegalStateException e) {
      throw new StartRefused(
          "The list of erasures %s cannot be used: %s.".formatted(file, e.getMessage()),
          "Give LEDGER_ERASURES a file that the ledger may write; what is in it is needed.",
          e);
    }
  }

  private static List<MasterKey> keys(String text) {
    try {
      return MasterKey.allOf(text);
    } catch (IllegalArgumentException e) {
      throw new StartRefused(
          "The vault cannot be opened: " + e.getMessage() + ".",
          "Give LEDGER_MASTER_KEY, or the key file, 32 bytes in base64, one key a line.");
    }
  }

  private static String kept(Path home, SecureRandom random) {
    Path file = home.resolve("secrets").resolve("master.key");
    try {
      Files.createDirectories(file.getParent());
      return Secrets.in(file, MASTER_KEY_BYTES, random);
    } catch (IOException e) {
      throw new StartRefused(
          "The key file %s can be neither read nor made.".formatted(file),
          "Give the user who starts the ledger that folder, or set LEDGER_MASTER_KEY.",
          e);
    }
  }

  @Bean(destroyMethod = "close")
  static Ledger ledger(
      DataSource dataSource, Lookups lookups, Clock clock, Vault vault, RuleSets rules) {
    return new Ledger(dataSource, lookups, clock, vault, new SecureRandom(), rules);
  }

  /** The rules that come along, and those of a directory beside them. */
  @Bean
  static RuleSets rules(@Value("${ledger.rules:}") String directory) {
    if (directory.isEmpty()) return RuleSets.standard();
    try {
      return RuleSets.standardAnd(Path.of(directory));
    } catch (RuleSetMistaken e) {
      throw new StartRefused(
          "The rules cannot be used: %s.".formatted(e.getMessage()), "Correct that line.", e);
    } catch (UncheckedIOException e) {
      throw new StartRefused(
          "The rules in %s cannot be read.".formatted(directory),
          "Give LEDGER_RULES a directory of YAML files, or leave it out.",
          e);
    }
  }

  // The ledger closes its journal itself.
  @Bean(destroyMethod = "")
  static Journal journal(Ledger ledger) {
    return ledger.journal();
  }

  @Bean
  static FactCodec factCodec(Ledger ledger) {
    return ledger.codec();
  }

  @Bean
  static Beginnings beginnings(Ledger ledger) {
    return ledger.beginnings();
  }

  @Bean
  static Fsck fsck(DataSource dataSource, FactCodec codec, TransparencyLog log) {
    return new Fsck(dataSource, codec, log.verifierKeys());
  }

  @Bean
  static Jurisdiction jurisdiction(Ledger ledger) {
    return ledger.jurisdiction();
  }

  @Bean
  static Rejudging rejudging(Ledger ledger) {
    return ledger.rejudging();
  }

  @Bean
  static Publications publications(Ledger ledger) {
    return ledger.publications();
  }

  @Bean
  static LogSize logSize(Journal journal) {
    return new LogSize(journal::size);
  }
}
