package org.sunshineledger.api.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.database.StartRefused;
import org.sunshineledger.ledger.log.note.TrustPolicy;

/**
 * 监督: the policy by which this log is witnessed.
 *
 * @param text of the tlog-policy file; null where nobody witnesses
 */
public record Oversight(@Nullable String text) {

  /** Nobody witnesses. */
  public static final Oversight NONE = new Oversight(null);

  /**
   * Reads the file.
   *
   * @throws StartRefused when it cannot be read, or is no policy
   */
  public static Oversight read(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      var _ = TrustPolicy.parse(bytes);
      return new Oversight(new String(bytes, UTF_8));
    } catch (IOException e) {
      throw new StartRefused(
          "The policy %s cannot be read.".formatted(file),
          "Set LEDGER_LOG_POLICY to a tlog-policy file, or leave it out.",
          e);
    } catch (IllegalArgumentException e) {
      throw new StartRefused(
          "%s is no policy: %s.".formatted(file, e.getMessage()),
          "Write it as C2SP tlog-policy has it: log, witness, group and quorum lines.",
          e);
    }
  }

  /** The policy; empty where nobody witnesses. */
  public Optional<TrustPolicy> policy() {
    return Optional.ofNullable(text).map(each -> TrustPolicy.parse(each.getBytes(UTF_8)));
  }

  /** A policy without witnesses. */
  public static TrustPolicy nobody() {
    return TrustPolicy.parse("quorum none\n".getBytes(UTF_8));
  }
}
