package org.sunshineledger.ledger.log.note;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.log.EntryBundle;
import org.sunshineledger.ledger.log.TilePath;

/**
 * What is read is written again to the same byte, or refused: no two forms of one thing. With
 * {@code JAZZER_FUZZ=1} one of the fuzz tests is searched for inputs that break it; else they
 * repeat the inputs that are kept.
 */
@DisplayName("Any bytes at all")
class FormatsFuzzTest {

  private static byte[] note(byte[] bytes) {
    return SignedNote.parse(bytes).bytes();
  }

  private static byte[] checkpoint(byte[] bytes) {
    SignedNote note = SignedNote.parse(bytes);
    return new SignedNote(Checkpoint.parse(note.text()).text(), note.signatures()).bytes();
  }

  private static byte[] proof(byte[] bytes) {
    return TlogProof.parse(bytes).bytes();
  }

  private static byte[] body(byte[] bytes) {
    return AddCheckpoint.parse(bytes).bytes();
  }

  private static byte[] bundle(byte[] bytes) {
    return EntryBundle.encode(EntryBundle.decode(bytes));
  }

  private static byte[] tile(byte[] bytes) {
    return TilePath.parse(new String(bytes, UTF_8)).toString().getBytes(UTF_8);
  }

  private static byte[] vkey(byte[] bytes) {
    return VerifierKey.parse(new String(bytes, UTF_8)).toString().getBytes(UTF_8);
  }

  /** A policy has many forms; it is only never anything but read or refused. */
  private static byte[] policy(byte[] bytes) {
    assertThat(TrustPolicy.parse(bytes).quorum()).isNotEmpty();
    return bytes;
  }

  /** Any other exception than of a refusal fails the test. */
  private static void requireOneForm(UnaryOperator<byte[]> written, byte[] bytes) {
    byte[] again;
    try {
      again = written.apply(bytes);
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotEmpty();
      return;
    }
    assertThat(again).isEqualTo(bytes);
  }

  @FuzzTest
  void fuzzNote(byte[] bytes) {
    requireOneForm(FormatsFuzzTest::note, bytes);
  }

  @FuzzTest
  void fuzzCheckpoint(byte[] bytes) {
    requireOneForm(FormatsFuzzTest::checkpoint, bytes);
  }

  @FuzzTest
  void fuzzProof(byte[] bytes) {
    requireOneForm(FormatsFuzzTest::proof, bytes);
  }

  @FuzzTest
  void fuzzBody(byte[] bytes) {
    requireOneForm(FormatsFuzzTest::body, bytes);
  }

  @FuzzTest
  void fuzzBundle(byte[] bytes) {
    requireOneForm(FormatsFuzzTest::bundle, bytes);
  }

  @FuzzTest
  void fuzzPolicy(byte[] bytes) {
    requireOneForm(FormatsFuzzTest::policy, bytes);
  }

  private record Seed(UnaryOperator<byte[]> written, byte[] bytes, int rounds) {
    Seed(UnaryOperator<byte[]> written, String text, int rounds) {
      this(written, text.getBytes(UTF_8), rounds);
    }
  }

  @Test
  @DisplayName("near to what is right have one form too, in 100,000 random changes")
  void changed() {
    Random random = new Random(6_962);
    List<Seed> seeds =
        List.of(
            new Seed(FormatsFuzzTest::note, Vectors.note("checkpoint 300 + 2 cosigs"), 20_000),
            new Seed(FormatsFuzzTest::checkpoint, Vectors.note("ext checkpoint"), 20_000),
            new Seed(FormatsFuzzTest::proof, Vectors.note("tlog-proof (index 257)"), 15_000),
            new Seed(FormatsFuzzTest::body, Vectors.note("add-checkpoint body"), 15_000),
            new Seed(FormatsFuzzTest::tile, "tile/5/x123/x456/078.p/2", 10_000),
            new Seed(FormatsFuzzTest::vkey, Vectors.after("log vkey"), 5_000),
            new Seed(
                FormatsFuzzTest::policy,
                "log %s\nwitness a %s u\ngroup g any a\nquorum g\n"
                    .formatted(Vectors.after("log vkey"), Vectors.after("w1 vkey")),
                10_000),
            new Seed(
                FormatsFuzzTest::bundle,
                EntryBundle.encode(Vectors.entries().subList(0, 3)),
                5_000));
    for (Seed seed : seeds) {
      assertThat(seed.written().apply(seed.bytes())).isEqualTo(seed.bytes());
      for (int round = 0; round < seed.rounds(); round++) {
        byte[] bytes = seed.bytes();
        for (int change = random.nextInt(3); change >= 0; change--) bytes = changed(bytes, random);
        requireOneForm(seed.written(), bytes);
      }
    }
  }

  /** Another byte, some left out, or some of its own put in elsewhere. */
  private static byte[] changed(byte[] bytes, Random random) {
    if (bytes.length == 0) return new byte[] {(byte) random.nextInt()};
    int at = random.nextInt(bytes.length);
    int length = Math.min(1 + random.nextInt(60), bytes.length - at);
    return switch (random.nextInt(4)) {
      case 0 -> with(bytes, at, (byte) random.nextInt(128));
      case 1 -> with(bytes, at, (byte) (bytes[at] ^ (1 << random.nextInt(8))));
      case 2 -> {
        byte[] other = Arrays.copyOf(bytes, bytes.length - length);
        System.arraycopy(bytes, at + length, other, at, bytes.length - at - length);
        yield other;
      }
      default -> {
        int to = random.nextInt(bytes.length + 1);
        byte[] other = Arrays.copyOf(bytes, bytes.length + length);
        System.arraycopy(bytes, at, other, to, length);
        System.arraycopy(bytes, to, other, to + length, bytes.length - to);
        yield other;
      }
    };
  }

  private static byte[] with(byte[] bytes, int at, byte value) {
    byte[] other = bytes.clone();
    other[at] = value;
    return other;
  }
}
