package org.sunshineledger.ledger.auditpackage;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.journal.Journal;
import org.sunshineledger.ledger.journal.StoredFact;
import org.sunshineledger.ledger.log.TilePath;
import org.sunshineledger.ledger.log.Tiles;
import org.sunshineledger.ledger.log.note.Checkpoint;
import org.sunshineledger.ledger.log.note.SignedNote;
import org.sunshineledger.ledger.log.note.TrustPolicy;
import org.sunshineledger.ledger.log.note.VerifierKey;
import org.sunshineledger.ledger.log.seal.TransparencyLog;

/**
 * Writes audit packages: a zip archive with the facts of a scope, what proves that they are in the
 * log, and the source of a verifier that needs nothing else. The layout is told at the head of
 * {@code LedgerVerifier.java}. The archive is written as it is made, in one pass over the journal.
 */
public final class AuditPackages {

  private static final String VERIFIER = "LedgerVerifier.java";

  private final Journal journal;
  private final FactCodec codec;
  private final TransparencyLog log;
  private final @Nullable String policy;

  /**
   * @param policy the tlog-policy file that goes along where the checkpoint meets it, or null
   */
  public AuditPackages(
      Journal journal, FactCodec codec, TransparencyLog log, @Nullable String policy) {
    this.journal = journal;
    this.codec = codec;
    this.log = log;
    this.policy = policy;
  }

  /** Is told how far a package is. */
  @FunctionalInterface
  public interface Progress {

    /** So many of the log's facts were looked at. */
    void reached(long done, long of);
  }

  /**
   * What a package holds.
   *
   * @param size of the log it was made of
   * @param inScope facts the scope holds
   * @param disclosed those of them whose detail is in the package
   */
  public record Made(long size, long inScope, long disclosed) {}

  /**
   * Writes the package of what the published checkpoint covers.
   *
   * @param mayRead whose details the reader may see; other facts of the scope are covered by their
   *     entries only
   * @param out is not closed
   * @throws IllegalStateException when nothing is sealed yet
   */
  public Made write(Scope scope, Predicate<Fact> mayRead, Progress progress, OutputStream out)
      throws IOException {
    SignedNote note =
        log.published().orElseThrow(() -> new IllegalStateException("nothing is sealed yet"));
    try (Spool details = Spool.open();
        Spool table = Spool.open()) {
      return new Running(scope, mayRead, progress, note, details, table, out).write();
    }
  }

  /** One package while it is made. */
  private final class Running {

    private final Scope scope;
    private final Predicate<Fact> mayRead;
    private final Progress progress;
    private final SignedNote note;
    private final Checkpoint checkpoint;
    private final Spool details;
    private final Spool table;
    private final FactsCsv csv;
    private final ZipOutputStream zip;
    private final TrustPolicy.@Nullable Standing standing;
    private final List<Listed> listed = new ArrayList<>();
    private final Set<Long> bundles = new HashSet<>();
    private long inScope;

    Running(
        Scope scope,
        Predicate<Fact> mayRead,
        Progress progress,
        SignedNote note,
        Spool details,
        Spool table,
        OutputStream out)
        throws IOException {
      this.scope = scope;
      this.mayRead = mayRead;
      this.progress = progress;
      this.note = note;
      this.checkpoint = Checkpoint.parse(note.text());
      this.standing = policy == null ? null : TrustPolicy.parse(policy.getBytes(UTF_8)).judge(note);
      this.details = details;
      this.table = table;
      this.csv = new FactsCsv(table);
      this.zip = new ZipOutputStream(out, UTF_8);
      zip.setLevel(Deflater.BEST_SPEED);
    }

    Made write() throws IOException {
      put(VERIFIER, resource("/verifier/" + VERIFIER));
      put("log/checkpoint", note.bytes());
      put("log/vkey", verifierKeys());
      // A policy that is enclosed has to be met: without its quorum the package is unwitnessed.
      if (policy != null && isWitnessed()) put("log/policy", policy.getBytes(UTF_8));
      for (TilePath bundle : Tiles.bundles(checkpoint.size()).toList()) read(bundle);
      Tiles.all(checkpoint.size()).filter(this::isNeeded).forEach(this::tile);
      spooled("details.tsv", details);
      spooled("facts.csv", table);
      Made made = new Made(checkpoint.size(), inScope, csv.rows());
      put("index.html", new IndexPage(scope, made, checkpoint, witnesses()).bytes());
      entry("datapackage.json", new DataPackage(scope, listed, csv, checkpoint).bytes());
      zip.finish();
      return made;
    }

    private boolean isWitnessed() {
      return standing != null && standing.quorum();
    }

    /** Those who have cosigned, where they are enough. */
    private Set<String> witnesses() {
      return standing != null && standing.quorum() ? standing.witnesses() : Set.of();
    }

    private void read(TilePath bundle) throws IOException {
      boolean isNeeded = scope.isWhole();
      for (StoredFact stored : journal.read(bundle.first(), bundle.width())) {
        Fact fact = codec.decode(stored);
        if (!scope.holds(fact)) continue;
        isNeeded = true;
        inScope++;
        if (mayRead.test(fact)) disclose(stored, fact);
      }
      if (isNeeded) {
        bundles.add(bundle.index());
        tile(bundle);
      }
      progress.reached(bundle.first() + bundle.width(), checkpoint.size());
    }

    private void disclose(StoredFact stored, Fact fact) throws IOException {
      Base64.Encoder base64 = Base64.getEncoder();
      details.write(
          "%d\t%s\t%s\n"
              .formatted(
                  stored.position(),
                  base64.encodeToString(stored.salt()),
                  base64.encodeToString(stored.detail()))
              .getBytes(US_ASCII));
      csv.add(stored, fact);
    }

    /** Those above are few; with the partial ones the root is known. */
    private boolean isNeeded(TilePath tile) {
      return tile.level() > 0 || !tile.isFull() || bundles.contains(tile.index());
    }

    private void tile(TilePath tile) {
      try {
        entry("log/" + tile, log.tile(tile).orElseThrow());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private byte[] verifierKeys() {
      return log.verifierKeys().stream()
          .map(VerifierKey::toString)
          .collect(Collectors.joining("\n", "", "\n"))
          .getBytes(UTF_8);
    }

    private void spooled(String name, Spool spool) throws IOException {
      zip.putNextEntry(new ZipEntry(name));
      listed.add(spool.into(name, zip));
      zip.closeEntry();
    }

    private void put(String name, byte[] content) throws IOException {
      entry(name, content);
      listed.add(Listed.of(name, content));
    }

    private void entry(String name, byte[] content) throws IOException {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
      zip.closeEntry();
    }
  }

  static byte[] resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(AuditPackages.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
