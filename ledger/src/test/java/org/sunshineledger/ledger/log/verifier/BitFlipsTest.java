package org.sunshineledger.ledger.log.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sunshineledger.ledger.log.verifier.Verifier.Verdict;

/**
 * Other bits in each build. {@code -Dflips=10000} changes more of them, {@code -Dflips.seed=…} the
 * same ones again.
 */
@DisplayName("A single changed bit")
@Timeout(600)
class BitFlipsTest {

  private static final int CHANGES = Integer.getInteger("flips", 2_000);
  private static final List<MadeFact> FACTS = MadeFact.facts(300, 6962);
  private static final List<MadeFact> DISCLOSED =
      FACTS.stream().filter(fact -> fact.position() % 7 == 3 || fact.position() == 299).toList();

  private final long seed = Long.getLong("flips.seed", System.nanoTime());

  @TempDir private Path directory;

  @Test
  @DisplayName("is found wherever it is, and the place is named")
  void found() throws IOException {
    Random random = new Random(seed);
    MadePackage whole = MadePackage.whole(FACTS, DISCLOSED);
    whole.remove("LedgerVerifier.java");
    Verifier.run(whole.zip(directory).toString()).verified();
    List<String> tiles =
        whole.files.keySet().stream()
            .filter(name -> name.startsWith("log/tile/") && !name.contains("entries"))
            .toList();
    List<String> bundles =
        whole.files.keySet().stream().filter(name -> name.contains("entries")).toList();
    for (int i = 0; i < CHANGES; i++) {
      String file =
          switch (random.nextInt(10)) {
            case 0 -> "log/checkpoint";
            case 1 -> tiles.get(random.nextInt(tiles.size()));
            case 2, 3 -> bundles.get(random.nextInt(bundles.size()));
            case 4, 5, 6 -> "facts.csv";
            default -> "details.tsv";
          };
      long bit = random.nextInt(whole.get(file).length * 8);
      MadePackage spoilt = whole.copy();
      spoilt.flip(file, bit);
      Verdict verdict = Verifier.run(spoilt.zip(directory, Deflater.NO_COMPRESSION).toString());
      assertThat(verdict.status())
          .as("seed %d, change %d: bit %d of %s: %s", seed, i, bit, file, verdict)
          .isEqualTo(1);
      assertThat(verdict.out())
          .as("seed %d, change %d: bit %d of %s", seed, i, bit, file)
          .startsWith("FAILED at " + place(whole, file, (int) (bit / 8)) + ": ");
    }
  }

  private static String place(MadePackage whole, String file, int at) {
    if (file.contains("entries"))
      return "position " + ((file.contains("001") ? 256 : 0) + at / 131);
    if (!file.equals("facts.csv") && !file.equals("details.tsv")) return file;
    byte[] bytes = whole.get(file);
    int line = 0;
    for (int i = 0; i < at; i++) if (bytes[i] == '\n') line++;
    // The end of the last line belongs to no position: whatever comes there is a line more.
    if (at == bytes.length - 1) return file + " line " + (line + 1);
    if (file.equals("details.tsv")) return "position " + DISCLOSED.get(line).position();
    return line == 0 ? "facts.csv line 1" : "position " + DISCLOSED.get(line - 1).position();
  }
}
