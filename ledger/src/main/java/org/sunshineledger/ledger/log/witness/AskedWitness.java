package org.sunshineledger.ledger.log.witness;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sunshineledger.ledger.database.StartRefused;
import org.sunshineledger.ledger.journal.JournalUnavailable;
import org.sunshineledger.ledger.log.note.AddCheckpoint;
import org.sunshineledger.ledger.log.note.NoteSignature;
import org.sunshineledger.ledger.log.note.SignedNote;
import org.sunshineledger.ledger.log.note.VerifierKey;
import org.sunshineledger.ledger.log.seal.TransparencyLog;

/** One witness of this log, and how asking it has gone. One thread asks at a time. */
final class AskedWitness {

  private static final Logger LOG = LoggerFactory.getLogger(AskedWitness.class);

  private static final Duration FIRST_REST = Duration.ofSeconds(1);
  private static final Duration LONGEST_REST = Duration.ofMinutes(1);

  private final List<String> names;
  private final List<VerifierKey> keys;
  private final String url;
  private final WitnessClient client;
  private final TransparencyLog log;
  private final InstantSource clock;
  private final AtomicBoolean asking = new AtomicBoolean();
  private Duration rest = FIRST_REST;
  private volatile long notBefore = System.nanoTime();
  private volatile Witnessing.Standing standing;

  /**
   * @param names of its keys in the policy
   */
  AskedWitness(
      List<String> names,
      List<VerifierKey> keys,
      String url,
      WitnessClient client,
      TransparencyLog log,
      InstantSource clock) {
    this.names = List.copyOf(names);
    this.keys = List.copyOf(keys);
    this.url = url;
    this.client = client;
    this.log = log;
    this.clock = clock;
    this.standing = new Witnessing.Standing(this.names, url, 0, null, null);
  }

  Witnessing.Standing standing() {
    return standing;
  }

  /** Whether it may be asked now for a checkpoint of so many facts. */
  boolean isDue(long size) {
    return !asking.get() && standing.size() < size && System.nanoTime() - notBefore >= 0;
  }

  /** Asks, and writes down how it went. */
  void ask(SignedNote checkpoint, long size) throws InterruptedException {
    if (!asking.compareAndSet(false, true)) return;
    try {
      String trouble = trouble(checkpoint, size);
      if (trouble == null) went(size);
      else failed(trouble);
    } catch (IOException | JournalUnavailable | StartRefused e) {
      failed(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("Asking the witness {} failed in an unforeseen way", names, e);
      failed("it could not be asked");
    } finally {
      asking.set(false);
    }
  }

  /** Null when it has cosigned. */
  private @Nullable String trouble(SignedNote checkpoint, long size)
      throws IOException, InterruptedException {
    Answer answer = client.add(body(log.lastCosigned(keys), checkpoint, size));
    // An answer that was lost, or a policy that is new: it knows better what it has cosigned.
    if (answer instanceof Answer.OtherSize(long known) && known <= size)
      answer = client.add(body(known, checkpoint, size));
    return switch (answer) {
      case Answer.Cosigned cosigned -> keep(cosigned, checkpoint, size);
      case Answer.OtherSize(long known) ->
          known > size
              ? confronted("it has cosigned %d facts, this log holds %d".formatted(known, size))
              : "it cannot say which size it has cosigned";
      case Answer.Refused(Answer.Refusal why, _) ->
          why == Answer.Refusal.NOT_CONSISTENT
              ? confronted("what it has cosigned is not the beginning of this log")
              : "it answered " + why;
    };
  }

  private AddCheckpoint body(long old, SignedNote checkpoint, long size) {
    long from = Math.min(old, size);
    return new AddCheckpoint(from, log.consistency(from, size).hashes(), checkpoint);
  }

  private @Nullable String keep(Answer.Cosigned cosigned, SignedNote checkpoint, long size) {
    List<SignedNote.Verified> held = new ArrayList<>();
    for (NoteSignature signature : cosigned.signatures())
      for (VerifierKey key : keys)
        if (key.verifies(checkpoint.text(), signature))
          held.add(new SignedNote.Verified(key, signature));
    if (held.isEmpty()) return "none of its signatures is by the key in the policy";
    log.cosigned(size, held);
    return null;
  }

  /** What it keeps may be a word of this log that this log does not remember. */
  private String confronted(String trouble) throws IOException, InterruptedException {
    SignedNote theirs = client.latest(log.origin()).orElse(null);
    return theirs != null && log.confront(theirs)
        ? trouble + "; it holds this log's own signature, and sealing has stopped"
        : trouble;
  }

  private void went(long size) {
    rest = FIRST_REST;
    if (standing.trouble() != null) LOG.info("The witness {} cosigns again", names);
    standing = new Witnessing.Standing(names, url, size, clock.instant(), null);
  }

  private void failed(String trouble) {
    if (!trouble.equals(standing.trouble()))
      LOG.warn("The witness {} did not cosign: {}; it is asked again and again", names, trouble);
    standing = new Witnessing.Standing(names, url, standing.size(), standing.cosignedAt(), trouble);
    notBefore = System.nanoTime() + rest.toNanos();
    Duration next = rest.multipliedBy(2);
    rest = next.compareTo(LONGEST_REST) < 0 ? next : LONGEST_REST;
  }
}
