package org.sunshineledger.ledger.log.witness;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sunshineledger.ledger.database.StartRefused;
import org.sunshineledger.ledger.log.note.Checkpoint;
import org.sunshineledger.ledger.log.note.SignedNote;
import org.sunshineledger.ledger.log.note.TrustPolicy;
import org.sunshineledger.ledger.log.note.VerifierKey;
import org.sunshineledger.ledger.log.seal.TransparencyLog;

/**
 * Asks the witnesses of a log's policy to cosign what the log seals, in rounds: one checkpoint goes
 * to all of them at once, for a quorum is of one size. The node that seals asks. A witness that
 * does not answer is left out of the rounds for a while, ever longer up to a minute.
 */
public final class Witnessing implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Witnessing.class);

  /** From the begin of one round to the next. */
  static final Duration PACE = Duration.ofSeconds(1);

  private final TransparencyLog log;
  private final HttpClient http;
  private final List<AskedWitness> witnesses;
  private final Thread thread;
  private volatile boolean closing;

  /**
   * How a witness stands.
   *
   * @param names of its keys in the policy
   * @param size of the checkpoint it has cosigned last for this node, 0 for none yet
   * @param cosignedAt when; null for not yet
   * @param trouble why it did not cosign when it was asked last, for the operator; null for none
   */
  public record Standing(
      List<String> names,
      String url,
      long size,
      @Nullable Instant cosignedAt,
      @Nullable String trouble) {

    public Standing {
      names = List.copyOf(names);
    }
  }

  private Witnessing(TransparencyLog log, HttpClient http, List<AskedWitness> witnesses) {
    this.log = log;
    this.http = http;
    this.witnesses = List.copyOf(witnesses);
    this.thread = Thread.ofPlatform().name("log-witnessing").daemon().unstarted(this::run);
  }

  /**
   * Starts to ask the witnesses that have an address; the others cosign by other ways, or not.
   *
   * @param log closed after this
   * @throws StartRefused when an address in the policy is none
   */
  public static Witnessing start(TransparencyLog log, TrustPolicy policy, InstantSource clock) {
    HttpClient http =
        HttpClient.newBuilder()
            .connectTimeout(WitnessClient.PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    Map<String, Map<String, VerifierKey>> byUrl = new LinkedHashMap<>();
    new TreeMap<>(policy.witnesses())
        .forEach((name, party) -> {
          if (party.url() != null)
            byUrl.computeIfAbsent(party.url(), _ -> new LinkedHashMap<>()).put(name, party.key());
        });
    List<AskedWitness> witnesses = new ArrayList<>();
    byUrl.forEach((url, keys) ->
        witnesses.add(
            new AskedWitness(
                List.copyOf(keys.keySet()),
                List.copyOf(keys.values()),
                url,
                new WitnessClient(http, address(url)),
                log,
                clock)));
    Witnessing witnessing = new Witnessing(log, http, witnesses);
    if (!witnesses.isEmpty()) witnessing.thread.start();
    return witnessing;
  }

  private static URI address(String url) {
    String how = "Write http:// or https://, a host, and what add-checkpoint stands below.";
    try {
      URI address = URI.create(url);
      if (List.of("http", "https").contains(address.getScheme()) && address.getHost() != null)
        return address;
    } catch (IllegalArgumentException e) {
      throw new StartRefused("The policy gives a witness no address: %s.".formatted(url), how, e);
    }
    throw new StartRefused("The policy gives a witness no address: %s.".formatted(url), how);
  }

  /** All that are asked. */
  public List<Standing> witnesses() {
    return witnesses.stream().map(AskedWitness::standing).toList();
  }

  private void run() {
    try {
      while (!closing) {
        long began = System.nanoTime();
        SignedNote checkpoint = log.isSealing() ? log.checkpoint().orElse(null) : null;
        if (checkpoint == null || !round(checkpoint)) waitForMore(checkpoint);
        long left = PACE.toNanos() - (System.nanoTime() - began);
        if (left > 0) TimeUnit.NANOSECONDS.sleep(left);
      }
    } catch (InterruptedException e) {
      LOG.debug("No witness is asked any more", e);
    }
  }

  private void waitForMore(@Nullable SignedNote checkpoint) throws InterruptedException {
    long size = checkpoint == null ? 0 : Checkpoint.parse(checkpoint.text()).size();
    boolean _ = log.awaitSize(size + 1, PACE);
  }

  /**
   * Asks those whose turn it is. One that is slower than a round goes on with its checkpoint while
   * the others are at the next: a quorum may come late, but it comes.
   *
   * @return whether there was anybody to ask
   */
  private boolean round(SignedNote checkpoint) throws InterruptedException {
    long size = Checkpoint.parse(checkpoint.text()).size();
    // Nobody needs a witness for nothing.
    if (size == 0) return false;
    List<AskedWitness> due = witnesses.stream().filter(each -> each.isDue(size)).toList();
    CountDownLatch answered = new CountDownLatch(due.size());
    for (AskedWitness witness : due)
      Thread.ofVirtual()
          .name("log-witnessing")
          .start(() -> {
            try {
              witness.ask(checkpoint, size);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            } finally {
              answered.countDown();
            }
          });
    boolean _ = answered.await(PACE.toNanos(), TimeUnit.NANOSECONDS);
    return !due.isEmpty();
  }

  /** Asks nobody any more. */
  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    http.shutdownNow();
    try {
      // Where no witness has an address, nobody was ever asked.
      if (!witnesses.isEmpty() && !thread.join(Duration.ofSeconds(10)))
        LOG.warn("A witness is still being asked");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
