package org.sunshineledger.ledger.log.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.sunshineledger.ledger.log.MerkleTree;

/** Known answers, made by a program of another language from fixed seeds ({@code vectors.txt}). */
public final class Vectors {

  public static final String ORIGIN = "ledger.example.cn/poverty-audit";

  /** When the first witness cosigned; the second a second later. */
  public static final long COSIGNED_AT = 1_767_225_600;

  private static final List<String> LINES = lines();

  private Vectors() {}

  private static List<String> lines() {
    try (InputStream in =
        Objects.requireNonNull(Vectors.class.getResourceAsStream("/log/vectors.txt"))) {
      return new String(in.readAllBytes(), UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What stands behind this beginning of a line. */
  public static String after(String beginning) {
    return LINES.stream()
        .filter(line -> line.startsWith(beginning + " "))
        .findFirst()
        .orElseThrow()
        .substring(beginning.length() + 1);
  }

  /** What stands below {@code --- title}, up to the end of the signatures of a note. */
  public static String note(String title) {
    StringBuilder note = new StringBuilder();
    String before = "";
    for (String line : below(title)) {
      if (line.isEmpty() && before.startsWith("— ")) break;
      note.append(line).append('\n');
      before = line;
    }
    return note.toString();
  }

  /** The lines below {@code --- title}, up to the next title. */
  static List<String> below(String title) {
    List<String> below = new ArrayList<>();
    for (int i = LINES.indexOf("--- " + title) + 1; i < LINES.size(); i++) {
      if (LINES.get(i).startsWith("---")) break;
      below.add(LINES.get(i));
    }
    return below;
  }

  static List<byte[]> entries() {
    return IntStream.range(0, 300)
        .mapToObj(
            i -> "{\"type\":\"HouseholdIdentified\",\"seq\":%d,\"note\":\"贫困户识别\"}".formatted(i))
        .map(entry -> entry.getBytes(UTF_8))
        .toList();
  }

  public static List<byte[]> leaves(int size) {
    return entries().subList(0, size).stream().map(MerkleTree::leafHash).toList();
  }

  public static SigningKey logKey() {
    return SigningKey.parse(after("log skey"));
  }

  public static SigningKey witness(String name, int firstByteOfSeed) {
    return signing(name, KeyType.COSIGNATURE, firstByteOfSeed);
  }

  public static SigningKey signing(String name, KeyType type, int firstByteOfSeed) {
    byte[] seed = new byte[32];
    for (int i = 0; i < seed.length; i++) seed[i] = (byte) (firstByteOfSeed + i);
    return SigningKey.ofSeed(name, type, seed);
  }

  public static SignedNote cosigned() {
    return SignedNote.parse(note("checkpoint 300 + 2 cosigs").getBytes(UTF_8));
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
