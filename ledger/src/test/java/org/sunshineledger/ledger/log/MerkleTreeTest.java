package org.sunshineledger.ledger.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The Merkle tree")
class MerkleTreeTest {

  /** The entries of the known answers, which were made with a program of another language. */
  private static byte[] entry(int number) {
    return "{\"type\":\"HouseholdIdentified\",\"seq\":%d,\"note\":\"贫困户识别\"}"
        .formatted(number)
        .getBytes(UTF_8);
  }

  /** RFC 6962 section 2.1, word for word: slow, and plainly right. */
  private static byte[] rootByDefinition(List<byte[]> leafHashes) {
    int n = leafHashes.size();
    if (n == 0) return MerkleTree.emptyRootHash();
    if (n == 1) return leafHashes.getFirst();
    int k = Integer.highestOneBit(n - 1);
    return MerkleTree.nodeHash(
        rootByDefinition(leafHashes.subList(0, k)), rootByDefinition(leafHashes.subList(k, n)));
  }

  private static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }

  @ParameterizedTest
  @CsvSource({
    "0,   2327cffeb540e2c8710ea5977bd2f546a4f64010233829a84b7ac0c4a654e743",
    "299, 60705ede2a564eda678281e124230771c7ea6a678d41fbbc4ee394a032486346"
  })
  @DisplayName("hashes a leaf to the known answer")
  void leaf(int number, String expected) {
    assertThat(hex(MerkleTree.leafHash(entry(number)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0,   47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
    "1,   IyfP/rVA4shxDqWXe9L1RqT2QBAjOCmoS3rAxKZU50M=",
    "2,   cPLyUceBOaOS7ro7iqHOVAaIv21+rmfdrAw/tdNFbcs=",
    "3,   ioFQr/1Tes1R5gAtV1ip6IWEYGK/IjQeAK2YMIKhgBQ=",
    "7,   kH6nNV9Fr+SeF5ryRJwDSSxopOQc0nYzJdwQLQ7LGIE=",
    "255, BW54++B5mXOsNySJ9TIy3myY5wcBvNVLfJyRDMyF3Bs=",
    "256, GZAygc57HBV0eI+tAKjos0hBdSkxqpp9AqCRaT/LjdA=",
    "257, oiE6lcDQ61H+o1BJXB+2bdVuSD12HPElYPigel+Y3pc=",
    "300, HtMPg1EpOioZWbtSe11vYIS9NWBltOxTvdPEXnq7hpQ="
  })
  @DisplayName("comes to the known root at these sizes")
  void root(int size, String expected) {
    CompactRange range = new CompactRange();
    for (int i = 0; i < size; i++) range.append(MerkleTree.leafHash(entry(i)));
    assertThat(range.head()).isEqualTo(new TreeHead(size, expected));
  }

  @Test
  @DisplayName("agrees with the definition at every size up to 300")
  void everySize() {
    List<byte[]> leafHashes = new ArrayList<>();
    CompactRange range = new CompactRange();
    for (int size = 0; size <= 300; size++) {
      assertThat(range.rootHash()).as("size %d", size).isEqualTo(rootByDefinition(leafHashes));
      leafHashes.add(MerkleTree.leafHash(entry(size)));
      range.append(leafHashes.getLast());
    }
  }

  @Test
  @DisplayName("agrees with the definition at large sizes, whatever the leaves")
  void randomSizes() {
    Random random = new Random(6962);
    for (int round = 0; round < 20; round++) {
      List<byte[]> leafHashes = new ArrayList<>();
      CompactRange range = new CompactRange();
      int size = random.nextInt(20_000);
      for (int i = 0; i < size; i++) {
        byte[] leafHash = new byte[MerkleTree.HASH_BYTES];
        random.nextBytes(leafHash);
        leafHashes.add(leafHash);
        range.append(leafHash);
      }
      assertThat(range.size()).isEqualTo(size);
      assertThat(range.rootHash()).as("size %d", size).isEqualTo(rootByDefinition(leafHashes));
    }
  }

  @Test
  @DisplayName("takes no hash of another length")
  void length() {
    CompactRange range = new CompactRange();
    assertThatThrownBy(() -> range.append(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(range.size()).isZero();
  }

  @Test
  @DisplayName("has a head that is read as it was written")
  void head() {
    CompactRange range = new CompactRange();
    for (int i = 0; i < 5; i++) range.append(MerkleTree.leafHash(entry(i)));
    assertThat(TreeHead.parse(range.head().toString())).isEqualTo(range.head());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "5:",
        "05:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "+5:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "-5:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "9223372036854775808:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "5:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU",
        "5:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=",
        "5:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "5:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU= "
      })
  @DisplayName("has a head of one form only")
  void oneForm(String text) {
    assertThatThrownBy(() -> TreeHead.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("look like");
  }
}
