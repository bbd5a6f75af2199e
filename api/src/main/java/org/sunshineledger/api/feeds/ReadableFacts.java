package org.sunshineledger.api.feeds;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.Readers;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.Visibility;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.journal.Journal;
import org.sunshineledger.ledger.journal.StoredFact;

/**
 * The facts of the journal one after the other, as far as somebody may see them. No connection is
 * held between two facts, so that a slow reader costs nothing but his place.
 */
@Component
final class ReadableFacts {

  /** A detail weighs a megabyte at most, and a kilobyte mostly. */
  private static final int READ_AT_ONCE = 64;

  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final Journal journal;
  private final FactCodec codec;
  private final Readers readers;

  ReadableFacts(Journal journal, FactCodec codec, Readers readers) {
    this.journal = journal;
    this.codec = codec;
    this.readers = readers;
  }

  /** What somebody may see, from a position on; null: everybody. */
  Reading reading(@Nullable Account account, long from) {
    return new Reading(account, from);
  }

  /** Somebody's way through the journal. For one thread. */
  final class Reading {

    private final @Nullable Account account;
    private final Deque<StoredFact> page = new ArrayDeque<>();
    private Predicate<Fact> mayRead = Reading::isPublic;
    private long position;
    private long firstRestricted = -1;
    private long lastRestricted;

    private Reading(@Nullable Account account, long from) {
      this.account = account;
      this.position = from;
    }

    private static boolean isPublic(Fact fact) {
      return fact.event().visibility() == Visibility.PUBLIC;
    }

    /** Of the fact that is looked at next. */
    long position() {
      return position;
    }

    /**
     * The next fact as a CloudEvent, or null when the reader may not see it.
     *
     * @param until there are so many facts at least, and no later one is looked at
     */
    byte @Nullable [] next(long until) {
      if (page.isEmpty()) {
        page.addAll(
            journal.read(position, (int) Math.min(READ_AT_ONCE, Math.max(1, until - position))));
        // A post may end while its holder reads.
        if (account != null) mayRead = readers.mayReadAny(account);
      }
      StoredFact row = page.removeFirst();
      position = row.position() + 1;
      Fact fact = codec.decode(row);
      if (!mayRead.test(fact)) return null;
      if (!isPublic(fact)) {
        if (firstRestricted < 0) note("facts from %d on".formatted(row.position()));
        if (firstRestricted < 0) firstRestricted = row.position();
        lastRestricted = row.position();
      }
      return event(row);
    }

    /** To be told when no more is read. */
    void done() {
      if (firstRestricted >= 0)
        note("facts from %d to %d".formatted(firstRestricted, lastRestricted));
    }

    private void note(String what) {
      if (account != null) readers.note(account, what);
    }
  }

  /**
   * The stored detail, byte for byte, with three more attributes before its last brace. Without
   * them it is again what the salt and the entry prove.
   */
  static byte[] event(StoredFact row) {
    byte[] detail = row.detail();
    int brace = detail.length - 1;
    if (detail[brace] != '}')
      throw new IllegalStateException("the detail at %d does not end".formatted(row.position()));
    byte[] more =
        ",\"time\":\"%s\",\"position\":\"%d\",\"salt\":\"%s\"}"
            .formatted(
                MICROSECONDS.format(row.recordedAt()),
                row.position(),
                Base64.getEncoder().encodeToString(row.salt()))
            .getBytes(US_ASCII);
    byte[] event = new byte[brace + more.length];
    System.arraycopy(detail, 0, event, 0, brace);
    System.arraycopy(more, 0, event, brace, more.length);
    return event;
  }
}
