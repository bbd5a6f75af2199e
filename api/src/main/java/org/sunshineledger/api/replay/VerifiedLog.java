package org.sunshineledger.api.replay;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.journal.StoredFact;
import org.sunshineledger.ledger.log.EntryBundle;
import org.sunshineledger.ledger.log.HashReader;
import org.sunshineledger.ledger.log.MerkleTree;
import org.sunshineledger.ledger.log.TilePath;
import org.sunshineledger.ledger.log.TileReader;
import org.sunshineledger.ledger.log.Tiles;
import org.sunshineledger.ledger.log.TreeHead;
import org.sunshineledger.ledger.log.TreeNode;
import org.sunshineledger.ledger.log.note.Checkpoint;
import org.sunshineledger.ledger.log.note.NotVerified;
import org.sunshineledger.ledger.log.note.SignedNote;
import org.sunshineledger.ledger.log.note.VerifierKey;

/**
 * The facts of a log that are told, once every entry is hashed up to the root of the checkpoint and
 * every detail is what its entry commits to.
 */
final class VerifiedLog {

  private static final int HASH = MerkleTree.HASH_BYTES;

  /** Bundles that are on their way at once. */
  private static final int AHEAD = 8;

  private static final int LINES_OF_AN_ENTRY = 4;

  /** Level of a tile of leaves, in levels of the tree. */
  private static final int BUNDLE = 8;

  /** Streams of which every fact is public: one that lacks a fact is kept from us. */
  private static final Set<String> WHOLLY_PUBLIC =
      Set.of("region", "village", "policy", "fund", "claim");

  private final LogCopy copy;
  private final Checkpoint checkpoint;
  private final Predicate<String> wanted;
  private final FactCodec codec = new FactCodec(Ledger.published());

  /** Bundles whose entries the copy holds. */
  private final Set<Long> read = new HashSet<>();

  private final Map<Long, byte[]> leaves = new HashMap<>();
  private final Map<Long, byte[]> roots = new HashMap<>();
  private final List<Fact> facts = new ArrayList<>();
  private final BitSet opened = new BitSet();
  private final Map<String, Long> lengths = new TreeMap<>();
  private final Map<String, Long> seen = new HashMap<>();

  private VerifiedLog(LogCopy copy, Checkpoint checkpoint, Predicate<String> wanted) {
    this.copy = copy;
    this.checkpoint = checkpoint;
    this.wanted = wanted;
  }

  /**
   * The newest checkpoint of a copy.
   *
   * @param key by which its signature must be; null: it is not verified
   */
  static Checkpoint checkpoint(LogCopy copy, @Nullable VerifierKey key)
      throws IOException, NotChecked {
    try {
      SignedNote note = SignedNote.parse(copy.checkpoint());
      if (key != null) note.verify(List.of(key));
      return Checkpoint.parse(note.text());
    } catch (NotVerified e) {
      throw new NotChecked("封存签名不成立 the signature of the checkpoint does not hold", e);
    } catch (IllegalArgumentException e) {
      throw new NotChecked("封存文件形式不对 no checkpoint: " + e.getMessage(), e);
    }
  }

  /**
   * Reads and verifies everything.
   *
   * @param wanted which types of facts are kept
   * @param progress is told how many entries are read
   * @throws NotChecked naming the position, when something is not what the checkpoint says
   */
  static VerifiedLog read(
      LogCopy copy, Checkpoint checkpoint, Predicate<String> wanted, LongConsumer progress)
      throws IOException, NotChecked {
    VerifiedLog log = new VerifiedLog(copy, checkpoint, wanted);
    List<TilePath> bundles = Tiles.bundles(checkpoint.size()).toList();
    for (int i = 0; i < bundles.size(); i++) {
      copy.ahead(bundles.subList(i, Math.min(bundles.size(), i + AHEAD)));
      TilePath bundle = bundles.get(i);
      log.read(bundle);
      progress.accept(bundle.first() + bundle.width());
    }
    log.requireRoot();
    return log;
  }

  private void read(TilePath bundle) throws IOException, NotChecked {
    Optional<byte[]> found = copy.tile(bundle);
    if (found.isEmpty()) {
      hashesOf(bundle);
      return;
    }
    List<byte[]> entries = entries(bundle, found.get());
    byte[] hashes = new byte[bundle.width() * HASH];
    for (int i = 0; i < bundle.width(); i++)
      System.arraycopy(MerkleTree.leafHash(entries.get(i)), 0, hashes, i * HASH, HASH);
    read.add(bundle.index());
    leaves.put(bundle.index(), hashes);
    if (bundle.isFull()) roots.put(bundle.index(), TileReader.rootOf(hashes, 0, TilePath.FULL));
    for (LogCopy.Detail detail : copy.details(bundle)) {
      long offset = detail.position() - bundle.first();
      // Those behind the checkpoint were recorded since.
      if (offset >= 0 && offset < bundle.width()) open(detail, entries.get((int) offset));
    }
  }

  private static List<byte[]> entries(TilePath bundle, byte[] bytes) throws NotChecked {
    try {
      List<byte[]> entries = EntryBundle.decode(bytes);
      if (entries.size() >= bundle.width()) return entries;
    } catch (IllegalArgumentException e) {
      throw refused(bundle.first(), "条目残缺 a bundle of entries that is cut off");
    }
    throw refused(bundle.first(), "条目不足 a bundle with too few entries");
  }

  /**
   * Of a bundle that the copy does not hold only hashes are known: its root, from the tile above,
   * or of the last one, which has no root yet, those of its leaves.
   */
  private void hashesOf(TilePath bundle) throws IOException, NotChecked {
    if (bundle.isFull()) {
      TilePath above = Tiles.holding(1, bundle.index(), checkpoint.size());
      int at = (int) (bundle.index() - above.first()) * HASH;
      roots.put(bundle.index(), Arrays.copyOfRange(hashes(above, at + HASH), at, at + HASH));
    } else {
      TilePath beside = new TilePath(0, bundle.index(), bundle.width());
      leaves.put(bundle.index(), hashes(beside, bundle.width() * HASH));
    }
  }

  private byte[] hashes(TilePath tile, int atLeast) throws IOException, NotChecked {
    byte[] hashes = copy.tile(tile).orElseThrow(() -> new NotChecked("缺少 the copy lacks " + tile));
    if (hashes.length < atLeast) throw new NotChecked("残缺 it is cut off: " + tile);
    return hashes;
  }

  private void open(LogCopy.Detail detail, byte[] entry) throws NotChecked {
    StoredFact stored;
    try {
      stored = codec.opened(detail.position(), recordedAt(entry), detail.salt(), detail.bytes());
    } catch (IllegalStateException | IllegalArgumentException | DateTimeException e) {
      throw refused(detail.position(), "内容不可读 the detail cannot be read");
    }
    if (!Arrays.equals(stored.entry(), entry))
      throw refused(detail.position(), "内容与条目不符 the detail is not what its entry commits to");
    opened.set((int) detail.position());
    count(stored);
    if (wanted.test(stored.type())) facts.add(codec.decode(stored));
  }

  private static Instant recordedAt(byte[] entry) {
    List<String> lines = new String(entry, US_ASCII).lines().toList();
    if (lines.size() != LINES_OF_AN_ENTRY)
      throw new IllegalArgumentException("an entry of %d lines".formatted(lines.size()));
    return Instant.parse(lines.get(2));
  }

  private void count(StoredFact stored) {
    String stream = stored.stream();
    if (!WHOLLY_PUBLIC.contains(stream.substring(0, Math.max(0, stream.indexOf('/'))))) return;
    seen.merge(stream, 1L, Long::sum);
    lengths.merge(stream, stored.sequence() + 1, Math::max);
  }

  private HashReader nodes() {
    return nodes -> nodes.stream().map(this::hash).toList();
  }

  private byte[] hash(TreeNode node) {
    if (node.level() > BUNDLE) {
      TreeNode left = new TreeNode(node.level() - 1, node.index() * 2);
      TreeNode right = new TreeNode(node.level() - 1, node.index() * 2 + 1);
      return MerkleTree.nodeHash(hash(left), hash(right));
    }
    long bundle = node.index() >> (BUNDLE - node.level());
    byte[] above = roots.get(bundle);
    if (node.level() == BUNDLE && above != null) return above;
    byte[] hashes = leaves.get(bundle);
    if (hashes == null) throw new IllegalStateException("no leaves of bundle " + bundle);
    long from = (node.index() << node.level()) - (bundle << BUNDLE);
    return TileReader.rootOf(hashes, (int) from, 1 << node.level());
  }

  private void requireRoot() throws IOException, NotChecked {
    byte[] root = nodes().root(checkpoint.size());
    if (Arrays.equals(root, checkpoint.rootHash())) return;
    throw refused(
        firstChanged(), "条目算出的根不是封存的根 the entries do not hash up to the root of the checkpoint");
  }

  /** The first entry that is not what the tile of its leaf says; -1 where the tiles agree. */
  private long firstChanged() throws IOException {
    for (TilePath bundle : Tiles.bundles(checkpoint.size()).toList()) {
      byte[] ours = leaves.get(bundle.index());
      byte[] logged =
          copy.tile(new TilePath(0, bundle.index(), bundle.width())).orElse(new byte[0]);
      if (ours == null || logged.length < ours.length) continue;
      int differs = Arrays.mismatch(ours, Arrays.copyOf(logged, ours.length));
      if (differs >= 0) return bundle.first() + differs / HASH;
    }
    return -1;
  }

  private static NotChecked refused(long position, String why) {
    return new NotChecked(
        "拒绝：位置 refused: position %s: %s".formatted(position < 0 ? "?" : position, why));
  }

  Checkpoint checkpoint() {
    return checkpoint;
  }

  /** The root of the beginning of the log; empty where the copy lacks entries there. */
  Optional<String> root(long size) {
    try {
      return Optional.of(TreeHead.of(size, nodes().root(size)).rootHash());
    } catch (IllegalStateException unknown) {
      return Optional.empty();
    }
  }

  /** The facts that are told, of the wanted types, in the order of positions. */
  List<Fact> facts() {
    return facts;
  }

  /** How many of the first entries are told with their details. */
  long opened(long size) {
    return opened.get(0, Math.toIntExact(size)).cardinality();
  }

  /** Whether every public fact of the log should be among those that are told. */
  boolean isOfTheWholeLog() throws IOException {
    return copy.isOfTheWholeLog()
        && Tiles.bundles(checkpoint.size()).allMatch(bundle -> read.contains(bundle.index()));
  }

  /** Streams of public facts of which one in the middle is kept back. */
  List<String> incomplete() {
    return lengths.entrySet().stream()
        .filter(each -> seen.getOrDefault(each.getKey(), 0L) < each.getValue())
        .map(Map.Entry::getKey)
        .toList();
  }
}
