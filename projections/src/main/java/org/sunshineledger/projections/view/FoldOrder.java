package org.sunshineledger.projections.view;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.journal.StoredFact;

/**
 * Facts of the journal in the order in which rows are folded, by (occurredOn, position), however
 * many they are: sorted stretch by stretch onto the disk, and merged while they are read. In this
 * order no fact is late, so that every row is folded once.
 */
final class FoldOrder implements AutoCloseable {

  /** A stretch is sorted in memory; the next begins when it weighs as much. */
  private static final long STRETCH_BYTES = 24L * 1024 * 1024;

  /** What an object costs beside its bytes. */
  private static final int WEIGHT_OF_A_FACT = 400;

  private static final int BUFFER_BYTES = 64 * 1024;

  private final FactCodec codec;
  private final Path folder;
  private final List<Path> stretches = new ArrayList<>();
  private final List<Dated> stretch = new ArrayList<>();
  private long weight;

  private FoldOrder(FactCodec codec, Path folder) {
    this.codec = codec;
    this.folder = folder;
  }

  /** Nothing yet, in a temporary folder of its own. */
  static FoldOrder empty(FactCodec codec) throws IOException {
    return new FoldOrder(codec, Files.createTempDirectory("fold-order-"));
  }

  /** A fact and its day, as days since 1970. */
  private record Dated(long day, StoredFact fact) {

    static final Comparator<Dated> ORDER =
        Comparator.comparingLong(Dated::day).thenComparingLong(each -> each.fact.position());
  }

  /** Facts may be added in any order, as long as nothing was read yet. */
  void add(StoredFact fact) throws IOException {
    stretch.add(new Dated(codec.occurredOn(fact).toEpochDay(), fact));
    weight += WEIGHT_OF_A_FACT + fact.detail().length;
    if (weight >= STRETCH_BYTES) spill();
  }

  private void spill() throws IOException {
    if (stretch.isEmpty()) return;
    stretch.sort(Dated.ORDER);
    Path file = folder.resolve(Integer.toString(stretches.size()));
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES))) {
      out.writeInt(stretch.size());
      for (Dated each : stretch) write(each, out);
    }
    stretches.add(file);
    stretch.clear();
    weight = 0;
  }

  private static void write(Dated dated, DataOutputStream out) throws IOException {
    StoredFact fact = dated.fact();
    out.writeLong(dated.day());
    out.writeLong(fact.position());
    out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, fact.recordedAt()));
    out.writeLong(fact.id().getMostSignificantBits());
    out.writeLong(fact.id().getLeastSignificantBits());
    out.writeUTF(fact.stream());
    out.writeLong(fact.sequence());
    out.writeUTF(fact.type());
    out.writeInt(fact.salt().length);
    out.write(fact.salt());
    out.writeInt(fact.detail().length);
    out.write(fact.detail());
  }

  private static Dated read(DataInputStream in) throws IOException {
    return new Dated(
        in.readLong(),
        new StoredFact(
            in.readLong(),
            Instant.EPOCH.plus(in.readLong(), ChronoUnit.MICROS),
            new UUID(in.readLong(), in.readLong()),
            in.readUTF(),
            in.readLong(),
            in.readUTF(),
            in.readNBytes(in.readInt()),
            in.readNBytes(in.readInt())));
  }

  /** Reads all from the first on; may be called again and again. */
  Reading open() throws IOException {
    spill();
    Reading reading = new Reading();
    try {
      for (Path file : stretches) reading.begin(file);
    } catch (IOException e) {
      reading.close();
      throw e;
    }
    return reading;
  }

  /** One way through all facts. */
  static final class Reading implements AutoCloseable {

    private final PriorityQueue<Stretch> next =
        new PriorityQueue<>(Comparator.comparing(Stretch::head, Dated.ORDER));

    private void begin(Path file) throws IOException {
      Stretch stretch =
          new Stretch(
              new DataInputStream(
                  new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)));
      if (stretch.advance()) next.add(stretch);
      else stretch.in.close();
    }

    /** At most so many of the next facts; none at the end. */
    List<StoredFact> next(int most) throws IOException {
      List<StoredFact> facts = new ArrayList<>(most);
      while (facts.size() < most) {
        @Nullable Stretch first = next.poll();
        if (first == null) break;
        facts.add(first.head().fact());
        if (first.advance()) next.add(first);
        else first.in.close();
      }
      return facts;
    }

    @Override
    public void close() {
      for (Stretch each : next) closeQuietly(each.in);
      next.clear();
    }

    private static void closeQuietly(DataInputStream in) {
      try {
        in.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A file from which the next fact is read already. */
  private static final class Stretch {

    private final DataInputStream in;
    private int left;
    private @Nullable Dated head;

    Stretch(DataInputStream in) throws IOException {
      this.in = in;
      this.left = in.readInt();
    }

    Dated head() {
      @Nullable Dated current = head;
      if (current == null) throw new IllegalStateException("nothing was read yet");
      return current;
    }

    boolean advance() throws IOException {
      if (left == 0) return false;
      left--;
      head = read(in);
      return true;
    }
  }

  @Override
  public void close() {
    try {
      for (Path file : stretches) Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the folder %s is left over".formatted(folder), e);
    }
  }
}
