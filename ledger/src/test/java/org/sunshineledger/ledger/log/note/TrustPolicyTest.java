package org.sunshineledger.ledger.log.note;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A trust policy")
class TrustPolicyTest {

  private static final String LOG = "log " + Vectors.after("log vkey") + "\n";

  private static final String WITNESSES =
      "witness audit %s https://audit.example.cn\nwitness discipline %s\nwitness archive %s\n"
          .formatted(
              Vectors.after("w1 vkey"),
              Vectors.after("w2 vkey"),
              Vectors.witness("archive", 0x70).verifierKey());

  private static TrustPolicy policy(String text) {
    return TrustPolicy.parse(text.getBytes(UTF_8));
  }

  static TrustPolicy bothWitnesses() {
    return policy(LOG + WITNESSES + "group both all audit discipline\nquorum both\n");
  }

  @ParameterizedTest
  @CsvSource({
    "quorum none, true",
    "quorum audit, true",
    "quorum archive, false",
    "group g any audit archive|quorum g, true",
    "group g all audit archive|quorum g, false",
    "group g 2 audit discipline archive|quorum g, true",
    "group g 3 audit discipline archive|quorum g, false",
    "group g 1 archive|quorum g, false",
    "group g any audit discipline|group h all g archive|quorum h, false",
    "group g all audit discipline|group h any g archive|quorum h, true"
  })
  @DisplayName("says who is enough")
  void quorum(String lines, boolean enough) {
    TrustPolicy.Standing standing =
        policy(LOG + WITNESSES + lines.replace('|', '\n') + "\n").judge(Vectors.cosigned());
    assertThat(standing.quorum()).isEqualTo(enough);
    assertThat(standing.witnesses()).containsExactlyInAnyOrder("audit", "discipline");
    assertThat(standing.log()).isEqualTo(Vectors.logKey().verifierKey());
  }

  @Test
  @DisplayName("takes comments, tabs and empty lines")
  void layout() {
    TrustPolicy policy =
        policy(
            "# whom we trust 可信\n\n \t\n\t"
                + LOG.strip()
                + "  https://ledger.example.cn \n"
                + "  # x\nquorum\tnone\n");
    assertThat(policy.logs().getFirst().url()).isEqualTo("https://ledger.example.cn");
    assertThat(policy.quorum()).isEqualTo("none");
  }

  @Test
  @DisplayName("does not believe a checkpoint that no listed log signed")
  void otherLog() {
    assertThatThrownBy(() -> policy(WITNESSES + "quorum none\n").judge(Vectors.cosigned()))
        .isInstanceOf(NotVerified.class);
    SigningKey other = Vectors.signing("other.example.cn", KeyType.LOG, 0x10);
    String text = Vectors.cosigned().text();
    SignedNote byOther = new SignedNote(text, List.of(other.sign(text)));
    assertThatThrownBy(
            () -> policy("log " + other.verifierKey() + "\nquorum none\n").judge(byOther))
        .as("its key's name is not the origin")
        .isInstanceOf(NotVerified.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "quorum audit",
        "quorum none\nquorum none\n",
        "quorum nobody\n",
        "quorum\n",
        "quorum none more\n",
        "quorum none\nlimit 5\n",
        "quorum none\rx\n",
        "group none any audit\nquorum none\n",
        "group audit any discipline\nquorum audit\n",
        "group g any g\nquorum g\n",
        "group g any\nquorum g\n",
        "group g 0 audit\nquorum g\n",
        "group g 2 audit\nquorum g\n",
        "group g 01 audit\nquorum g\n",
        "group g -1 audit\nquorum g\n",
        "group g some audit\nquorum g\n",
        "group g all audit audit\nquorum g\n",
        "group g any none\nquorum g\n",
        "group g any audit\ngroup h any audit\nquorum g\n",
        "group g any h\ngroup h any audit\nquorum g\n",
        "witness none\nquorum none\n",
        "witness late\nquorum none\n",
        "log\nquorum none\n",
        "log x\nquorum none\n"
      })
  @DisplayName("that is malformed is refused")
  void malformed(String lines) {
    assertThatThrownBy(() -> policy(WITNESSES + lines))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("names each key once, and each for what it is")
  void keys() {
    String witness = Vectors.after("w1 vkey");
    for (String twice :
        List.of(
            LOG + LOG,
            "witness a " + witness + "\nwitness b " + witness + "\n",
            "witness a " + witness + "\nwitness a " + Vectors.after("w2 vkey") + "\n",
            "log " + witness + "\n",
            "witness a " + Vectors.after("log vkey") + "\n",
            "witness none " + witness + "\n"))
      assertThatThrownBy(() -> policy(twice + "quorum none\n"))
          .as(twice)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("line ");
  }

  @Test
  @DisplayName("has room for a hundred witnesses in a hundred groups")
  void large() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 100; i++)
      text.append("witness w%d %s\n".formatted(i, Vectors.witness("w" + i, i).verifierKey()));
    IntStream.range(0, 100)
        .forEach(
            i -> text.append("group g%d all w%d%s\n".formatted(i, i, i > 0 ? " g" + (i - 1) : "")));
    assertThat(policy(text + "quorum g99\n").groups()).hasSize(100);
  }
}
