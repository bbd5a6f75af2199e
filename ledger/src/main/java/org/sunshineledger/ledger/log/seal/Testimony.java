package org.sunshineledger.ledger.log.seal;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.log.note.SignedNote;

/**
 * How far outsiders vouch for the log (见证): what the quorum of its policy has cosigned, and since
 * when there is more.
 *
 * @param checkpoint the newest one the quorum has cosigned, with their signatures; null for none
 * @param size of that one, 0 for none
 * @param witnesses who cosigned it, by their names in the policy; empty for none
 * @param partly who has cosigned a newer one, which is no quorum
 * @param since when the first checkpoint after it was signed; null while there is none
 */
public record Testimony(
    @Nullable SignedNote checkpoint,
    long size,
    Set<String> witnesses,
    Set<String> partly,
    @Nullable Instant since) {

  /**
   * So long the log goes on publishing what the quorum has cosigned; then its newest checkpoint is
   * published though it is not witnessed, so that a witness that is away keeps nobody from the log.
   */
  static final Duration PATIENCE = Duration.ofSeconds(15);

  static final Testimony NONE = new Testimony(null, 0, Set.of(), Set.of(), null);

  public Testimony {
    witnesses = Set.copyOf(witnesses);
    partly = Set.copyOf(partly);
  }

  /** Whether the quorum has been away for longer than others are kept waiting for it. */
  public boolean isOverdue(Instant now) {
    return checkpoint == null || (since != null && since.plus(PATIENCE).isBefore(now));
  }

  /** The same where the first newer checkpoint was signed at that time. */
  Testimony waitingSince(@Nullable Instant first) {
    return new Testimony(checkpoint, size, witnesses, partly, first);
  }
}
