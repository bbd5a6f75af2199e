package org.sunshineledger.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A proof read from tiles")
class ProofsTest {

  private static final List<byte[]> LEAVES = PlainTree.numbered(300);
  private static final TileReader TILES = PlainTree.tiles(LEAVES);

  private static HashReader ofSize(int size) {
    return PlainTree.tiles(LEAVES.subList(0, size)).ofSize(size);
  }

  @Test
  @DisplayName("of inclusion is the one of the definition, at every index of every size up to 300")
  void inclusion() {
    for (int size = 1; size <= 300; size++) {
      List<byte[]> leaves = LEAVES.subList(0, size);
      byte[] root = PlainTree.root(leaves);
      HashReader reader = ofSize(size);
      assertThat(reader.root(size)).as("root of %d", size).isEqualTo(root);
      for (int index = 0; index < size; index++) {
        InclusionProof proof = InclusionProof.of(index, size, reader);
        assertThat(proof.hashes())
            .as("%d of %d", index, size)
            .usingElementComparator(Arrays::compare)
            .isEqualTo(PlainTree.path(index, leaves));
        assertThat(proof.proves(leaves.get(index), root)).as("%d of %d", index, size).isTrue();
      }
    }
  }

  @Test
  @DisplayName("of consistency is the one of the definition, between every two sizes up to 130")
  void consistency() {
    for (int to = 0; to <= 130; to++) consistencyTo(to);
    for (int to : List.of(255, 256, 257, 299, 300)) consistencyTo(to);
  }

  private static void consistencyTo(int to) {
    HashReader reader = ofSize(to);
    byte[] root = PlainTree.root(LEAVES.subList(0, to));
    for (int from = 0; from <= to; from++) {
      ConsistencyProof proof = ConsistencyProof.of(from, to, reader);
      assertThat(proof.hashes())
          .as("%d to %d", from, to)
          .usingElementComparator(Arrays::compare)
          .isEqualTo(PlainTree.proof(from, LEAVES.subList(0, to)));
      assertThat(proof.proves(PlainTree.root(LEAVES.subList(0, from)), root))
          .as("%d to %d", from, to)
          .isTrue();
    }
  }

  @Test
  @DisplayName("of inclusion fails when anything of it is another, at all sizes up to 40")
  void mangledInclusion() {
    for (int size = 1; size <= 40; size++) {
      byte[] root = PlainTree.root(LEAVES.subList(0, size));
      for (int index = 0; index < size; index++) {
        InclusionProof proof = InclusionProof.of(index, size, ofSize(size));
        byte[] leaf = LEAVES.get(index);
        int n = size;
        int i = index;
        assertFails(proof.hashes(), hashes -> new InclusionProof(i, n, hashes).proves(leaf, root));
        assertThat(proof.proves(flipped(leaf), root)).isFalse();
        assertThat(proof.proves(leaf, flipped(root))).isFalse();
        assertThat(proof.proves(new byte[31], root)).isFalse();
        for (int other = 0; other < size; other++)
          if (other != index)
            assertThat(new InclusionProof(other, size, proof.hashes()).proves(leaf, root))
                .as("%d as %d of %d", index, other, size)
                .isFalse();
        // A proof fixes the size as far as the shape of its path does.
        assertThat(new InclusionProof(index, 4L * size, proof.hashes()).proves(leaf, root))
            .isFalse();
      }
    }
  }

  @Test
  @DisplayName("of consistency fails when anything of it is another, at all sizes up to 40")
  void mangledConsistency() {
    for (int to = 1; to <= 40; to++) {
      byte[] root = PlainTree.root(LEAVES.subList(0, to));
      for (int from = 0; from <= to; from++) {
        ConsistencyProof proof = ConsistencyProof.of(from, to, ofSize(to));
        byte[] before = PlainTree.root(LEAVES.subList(0, from));
        int m = from;
        int n = to;
        assertFails(
            proof.hashes(), hashes -> new ConsistencyProof(m, n, hashes).proves(before, root));
        assertThat(proof.proves(flipped(before), root)).as("%d to %d", from, to).isFalse();
        // Nothing is known of the larger tree from an empty one.
        if (from > 0) assertThat(proof.proves(before, flipped(root))).isFalse();
        if (from > 0 && from < to) assertThat(proof.proves(root, before)).isFalse();
      }
    }
  }

  /** Every hash changed, left out, doubled, or with another after it, and the order reversed. */
  private static void assertFails(List<byte[]> hashes, Predicate<List<byte[]>> proves) {
    for (int i = 0; i < hashes.size(); i++) {
      List<byte[]> changed = new ArrayList<>(hashes);
      changed.set(i, flipped(hashes.get(i)));
      assertThat(proves.test(changed)).isFalse();
      List<byte[]> shorter = new ArrayList<>(hashes);
      shorter.remove(i);
      assertThat(proves.test(shorter)).isFalse();
      List<byte[]> doubled = new ArrayList<>(hashes);
      doubled.add(i, hashes.get(i));
      assertThat(proves.test(doubled)).isFalse();
    }
    List<byte[]> longer = new ArrayList<>(hashes);
    longer.add(new byte[32]);
    assertThat(proves.test(longer)).isFalse();
    List<byte[]> reversed = new ArrayList<>(hashes);
    Collections.reverse(reversed);
    if (hashes.size() > 1) assertThat(proves.test(reversed)).isFalse();
  }

  private static byte[] flipped(byte[] hash) {
    byte[] other = hash.clone();
    other[31] ^= 1;
    return other;
  }

  @Test
  @DisplayName("has at most 63 hashes of 32 bytes, and an index below its size")
  void limits() {
    List<byte[]> most = Stream.generate(() -> new byte[32]).limit(63).toList();
    assertThat(new InclusionProof(0, Long.MAX_VALUE, most).proves(new byte[32], new byte[32]))
        .isFalse();
    List<byte[]> more = Stream.generate(() -> new byte[32]).limit(64).toList();
    assertThatThrownBy(() -> new InclusionProof(0, 2, more))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ConsistencyProof(1, 2, more))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new InclusionProof(0, 2, List.of(new byte[31])))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new InclusionProof(2, 2, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> InclusionProof.of(-1, 2, TILES.ofSize(2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ConsistencyProof.of(3, 2, TILES.ofSize(2)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("of the largest tree has 63 hashes and verifies")
  void largest() {
    // All leaves are the same, so all full subtrees of one level are too.
    List<byte[]> levels = new ArrayList<>();
    levels.add(new byte[32]);
    while (levels.size() < 63) levels.add(MerkleTree.nodeHash(levels.getLast(), levels.getLast()));
    HashReader same = nodes -> nodes.stream().map(node -> levels.get(node.level())).toList();
    InclusionProof proof = InclusionProof.of(0, Long.MAX_VALUE, same);
    assertThat(proof.hashes()).hasSize(63);
    assertThat(proof.proves(new byte[32], same.root(Long.MAX_VALUE))).isTrue();
    assertThat(
            InclusionProof.of(Long.MAX_VALUE - 1, Long.MAX_VALUE, same)
                .proves(new byte[32], same.root(Long.MAX_VALUE)))
        .isTrue();
    long from = (1L << 62) + (1L << 61);
    ConsistencyProof consistency = ConsistencyProof.of(from, Long.MAX_VALUE, same);
    assertThat(consistency.proves(same.root(from), same.root(Long.MAX_VALUE))).isTrue();
  }

  @Test
  @DisplayName("is that of other people's programs")
  void published() {
    List<byte[]> leaves =
        Stream.of(
                "",
                "00",
                "10",
                "2021",
                "3031",
                "40414243",
                "5051525354555657",
                "606162636465666768696a6b6c6d6e6f")
            .map(HexFormat.of()::parseHex)
            .map(MerkleTree::leafHash)
            .toList();
    HashReader reader = PlainTree.tiles(leaves).ofSize(8);
    assertThat(hex(InclusionProof.of(5, 8, reader).hashes()))
        .containsExactly(
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
    assertThat(hex(ConsistencyProof.of(6, 8, reader).hashes()))
        .containsExactly(
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
    assertThat(HexFormat.of().formatHex(reader.root(8)))
        .isEqualTo("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
  }

  private static List<String> hex(List<byte[]> hashes) {
    return hashes.stream().map(HexFormat.of()::formatHex).toList();
  }

  @Test
  @DisplayName("is not made of a tile that is missing or too short")
  void missingTile() {
    TileReader none = _ -> Map.of();
    assertThatThrownBy(() -> InclusionProof.of(0, 2, none.ofSize(2)))
        .isInstanceOf(IllegalStateException.class);
    TileReader tooShort =
        wanted -> {
          var found = new HashMap<TilePath, byte[]>();
          for (TilePath each : wanted) found.put(each, new byte[32]);
          return found;
        };
    assertThatThrownBy(() -> InclusionProof.of(0, 2, tooShort.ofSize(2)))
        .isInstanceOf(IllegalStateException.class);
  }
}
