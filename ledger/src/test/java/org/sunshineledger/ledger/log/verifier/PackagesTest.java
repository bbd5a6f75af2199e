package org.sunshineledger.ledger.log.verifier;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunshineledger.ledger.log.verifier.Verifier.Verdict;

@DisplayName("The verifier, of a package,")
@Timeout(120)
class PackagesTest {

  private static final List<MadeFact> FACTS = MadeFact.facts(300, 6962);

  /** Every fifth is disclosed, those at the ends of the bundles too. */
  private static final List<MadeFact> DISCLOSED =
      FACTS.stream().filter(fact -> fact.position() % 5 == 0 || fact.position() == 299).toList();

  private static final MadePackage WHOLE = MadePackage.whole(FACTS, DISCLOSED);

  @TempDir private Path directory;

  private Verdict verdict(MadePackage made, String... options) throws IOException {
    List<String> args = new ArrayList<>(List.of(made.zip(directory).toString()));
    args.addAll(List.of(options));
    return Verifier.run(args.toArray(String[]::new));
  }

  private Verdict trusting(MadePackage made) throws IOException {
    return verdict(made, "--vkey", Signer.LOG.vkey());
  }

  private static MadePackage withFact(int position, UnaryOperator<MadeFact> change) {
    List<MadeFact> facts = new ArrayList<>(FACTS);
    facts.set(position, change.apply(facts.get(position)));
    return MadePackage.whole(facts, facts);
  }

  @Nested
  @DisplayName("verifies")
  class Verifies {

    @Test
    @DisplayName("all of a log, and says what it is")
    void whole() throws IOException {
      Verdict verdict = trusting(WHOLE);
      verdict.verified();
      assertThat(verdict.out())
          .contains("OK: 300 entries, root " + MadePackage.log(FACTS).root())
          .contains("signed by ledger.example.cn/poverty-audit")
          .contains("witnessed by w1 2026-01-01T00:00:00Z, w2")
          .contains("61 facts with their details")
          .contains("见证w1")
          .doesNotContain("WARNING");
      assertThat(verdict.err())
          .contains("entries: 300 of 300, ")
          .contains("details: 61, ")
          .doesNotContain("Exception");
    }

    @Test
    @DisplayName("with the package's own key, and warns of it")
    void ownKey() throws IOException {
      Verdict verdict = verdict(WHOLE);
      verdict.verified();
      assertThat(verdict.out())
          .contains("WARNING: THE KEY WAS TAKEN ON TRUST FROM THE PACKAGE ITSELF")
          .contains("未经独立核对");
    }

    @Test
    @DisplayName("with the keys of a policy, which need no other")
    void keyOfPolicy() throws IOException {
      Path policy = Files.writeString(directory.resolve("policy"), MadePackage.POLICY);
      Verdict verdict = verdict(WHOLE, "--policy", policy.toString());
      verdict.verified();
      assertThat(verdict.out()).doesNotContain("WARNING").doesNotContain("own policy");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 255, 256, 257, 299, 512})
    @DisplayName("a log of any size")
    void sizes(int size) throws IOException {
      List<MadeFact> facts = MadeFact.facts(size, size);
      Verdict verdict = trusting(MadePackage.whole(facts, facts));
      verdict.verified();
      assertThat(verdict.out()).contains("OK: " + size + " entries").contains(size + " facts with");
    }

    @Test
    @DisplayName("a part of a log, and says how much of it")
    void part() throws IOException {
      List<MadeFact> first = FACTS.subList(3, 17);
      MadePackage made = MadePackage.part(FACTS, first);
      assertThat(made.files.keySet())
          .contains("log/tile/0/000", "log/tile/1/000.p/1", "log/tile/0/001.p/44")
          .doesNotContain("log/tile/entries/001.p/44");
      Verdict verdict = trusting(made);
      verdict.verified();
      assertThat(verdict.out())
          .contains("OK: 256 of 300 entries (A PART OF THE LOG)")
          .contains("全部300条中的256条")
          .contains("14 facts with");
    }

    @Test
    @DisplayName("a log with tiles on three levels, whole and in parts")
    void levels() throws IOException {
      List<MadeFact> facts = MadeFact.facts(256 * 1_003 + 77, 3);
      MadeLog log = MadePackage.log(facts);
      Map<String, byte[]> tiles = log.tiles();
      assertThat(tiles).containsKeys("tile/2/000.p/3", "tile/entries/x001/003.p/77");
      trusting(MadePackage.of(log, tiles, List.of())).verified();

      List<MadeFact> some = List.of(facts.get(9), facts.get(70_000), facts.get(256 * 1_002 + 5));
      MadePackage part = MadePackage.of(log, log.tilesFor(List.of(0, 273, 1_002)), some);
      Verdict verdict = trusting(part);
      verdict.verified();
      assertThat(verdict.out()).contains("OK: 768 of 256845 entries");

      MadePackage without = part.copy();
      without.remove("log/tile/1/001");
      trusting(without).refutedAt("log/tile/1/001");
      part.flip("log/tile/1/001", 8 * 32 * 100);
      trusting(part).refutedAt("log/tile/1/001");
    }

    @Test
    @DisplayName("without a policy, and says that nobody is known to have witnessed it")
    void unwitnessed() throws IOException {
      MadePackage made = WHOLE.copy();
      made.remove("log/policy");
      made.put("log/checkpoint", MadePackage.log(FACTS).checkpoint(Signer.LOG));
      made.put("datapackage.json", "{\"resources\":[]}");
      trusting(made).refutedAt("datapackage.json");
      made.replace("datapackage.json", "[]", "[" + factsOf(WHOLE) + "]");
      Verdict verdict = trusting(made);
      verdict.verified();
      assertThat(verdict.out()).contains("UNWITNESSED").contains("未见证");
    }

    private static String factsOf(MadePackage made) {
      String all = made.text("datapackage.json");
      return all.substring(
          all.indexOf("{\"name\": \"facts\""), all.indexOf(",\n    {\"name\": \"det"));
    }

    @Test
    @DisplayName("when it is started from its source, with any character set")
    void started() throws Exception {
      Path source = Verifier.sourceIn(directory);
      assertThat(Verifier.source().chars()).as("plain ASCII").allMatch(c -> c < 0x80);
      Path zip = WHOLE.zip(directory);
      ProcessBuilder java =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Dfile.encoding=US-ASCII",
              source.toString(),
              zip.toString(),
              "--vkey",
              Signer.LOG.vkey());
      java.environment().put("LC_ALL", "C");
      Process process = java.redirectError(ProcessBuilder.Redirect.DISCARD).start();
      assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
          .startsWith("OK: 300 entries, root ")
          .contains("验证通过");
      assertThat(process.waitFor()).isZero();
    }
  }

  /** Section 10 of our notes on the formats: made with programs of other people. */
  @Nested
  @DisplayName("reads the known answers:")
  class KnownAnswers {

    private static final String SIZE_256 =
        """
        ledger.example.cn/poverty-audit
        256
        GZAygc57HBV0eI+tAKjos0hBdSkxqpp9AqCRaT/LjdA=

        — ledger.example.cn/poverty-audit DNw+c7S8B1OiGTSpIvk6jW/TsJddFUGqGZkamiT5ny3la22Dl3EkV5dVIPWiAYNsVxsaG7UbanQXcTiFWPdNqWG/Qw8=
        """;

    private static final String SIZE_300 =
        """
        ledger.example.cn/poverty-audit
        300
        HtMPg1EpOioZWbtSe11vYIS9NWBltOxTvdPEXnq7hpQ=

        — ledger.example.cn/poverty-audit DNw+c0WMsZAtXnc6YGTbGkmCBrPrYMC9Kg5pH7DNip5GqSWYFHgtWE9ImylkdQB/mnlCUx1hRAk+B3fW80JpZcgakwg=
        — witness.example.cn/w1 mkNqQwAAAABpVbkAGiXm+eod+serXh/98ElZCmULyGDPtuOmjrE/K2fAqAFVxvfMI3x1YMAa6fj5cGV54L/STjVXP9qPJx9Arz7TAg==
        — witness.example.cn/w2 8+DvvgAAAABpVbkBRrQtjYe46UeQwArYaaHYW43IBMrQEAlT1JkIhzefjrIdhYTWioyPrnfWuZS86p3aA1S3EDyRm1dMP5UEYL4fCw==
        """;

    private static final String EXTENDED =
        """
        ledger.example.cn/poverty-audit
        300
        HtMPg1EpOioZWbtSe11vYIS9NWBltOxTvdPEXnq7hpQ=
        audit-day 2026-01-01

        — ledger.example.cn/poverty-audit DNw+c8GajiRKX7mRQINcUAZGfWlEEZUKtgrAKbPSrzYy9BfsX9D4Z3IaF2O2knYPwESyYMy4+p6y19Y0DdlJ2XeCiQI=
        """;

    private static final String EMPTY =
        """
        ledger.example.cn/poverty-audit
        0
        47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=

        — ledger.example.cn/poverty-audit DNw+cwKW3ZSeSouOrMkTDZuvCySUI9J9+PhvOxuRExHSDvCS+nYYosS+Vr9cAbd081aajJc7dwNwNlJyfrOIlie2pQY=
        """;

    private static MadeLog log(int size) {
      return new MadeLog(
          IntStream.range(0, size)
              .mapToObj(
                  "{\"type\":\"HouseholdIdentified\",\"seq\":%d,\"note\":\"贫困户识别\"}"::formatted)
              .map(entry -> entry.getBytes(UTF_8))
              .toList());
    }

    /** The tiles of the edge alone: enough for the root, and no entry is there. */
    private static MadePackage edge(int size, String checkpoint, boolean witnessed) {
      MadeLog log = log(size);
      MadePackage made = MadePackage.of(log, log.tilesFor(List.of()), List.of());
      made.put("log/checkpoint", checkpoint);
      if (!witnessed) {
        made.put("log/policy", "quorum none\n");
        made.describe(0, 0, 0);
      }
      return made;
    }

    @Test
    @DisplayName("keys")
    void keys() {
      assertThat(Signer.LOG.vkey())
          .isEqualTo(
              "ledger.example.cn/poverty-audit+0cdc3e73+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4");
      assertThat(Signer.W1.vkey())
          .isEqualTo("witness.example.cn/w1+9a436a43+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X");
    }

    @ParameterizedTest
    @CsvSource({"0, EMPTY", "256, SIZE_256", "300, EXTENDED"})
    @DisplayName("checkpoints that only the log signed")
    void checkpoints(int size, String name) throws IOException {
      String note =
          switch (name) {
            case "EMPTY" -> EMPTY;
            case "SIZE_256" -> SIZE_256;
            default -> EXTENDED;
          };
      trusting(edge(size, note, false)).verified();
      MadePackage other = edge(size, note, false);
      other.replace("log/checkpoint", "\n" + size + "\n", "\n" + (size + 1) + "\n");
      trusting(other).refutedAt("log/checkpoint");
    }

    @Test
    @DisplayName("a checkpoint with cosignatures")
    void cosigned() throws IOException {
      Verdict verdict = trusting(edge(300, SIZE_300, true));
      verdict.verified();
      assertThat(verdict.out())
          .contains("OK: 0 of 300 entries")
          .contains("w1 2026-01-01T00:00:00Z, w2 2026-01-01T00:00:01Z");
    }

    @Test
    @DisplayName("entries that are leaves of the tree, but no entries of this ledger")
    void entries() throws IOException {
      MadeLog log = log(300);
      MadePackage made = MadePackage.of(log, log.tiles(), List.of());
      made.put("log/checkpoint", SIZE_300);
      Verdict verdict = trusting(made);
      verdict.refutedAt("position 0");
      assertThat(verdict.err()).contains("they come to the signed root");
    }

    @Test
    @DisplayName("what is signed in ML-DSA-44")
    void subtree() {
      String hex =
          "737562747265652f76310a00167769746e6573732e6578616d706c652e636e2f707131000000006955b9001f"
              + "6c65646765722e6578616d706c652e636e2f706f76657274792d61756469740000000000000000"
              + "000000000000012c1ed30f8351293a2a1959bb527b5d6f6084bd356065b4ec53bdd3c45e7abb8694";
      assertThat(
              Signer.mlDsa44("witness.example.cn/pq1").message(log(300).text(), MadeLog.COSIGNED))
          .isEqualTo(HexFormat.of().parseHex(hex));
    }
  }

  @Nested
  @DisplayName("refutes a checkpoint")
  class Checkpoints {

    private final MadePackage made = WHOLE.copy();
    private final String text = MadePackage.log(FACTS).text();

    private void refuted() throws IOException {
      trusting(made).refutedAt("log/checkpoint");
    }

    @Test
    @DisplayName("of another key")
    void otherKey() throws IOException {
      made.put("log/checkpoint", MadeLog.checkpoint(text, Signer.W1.named(Signer.LOG.name())));
      refuted();
    }

    @Test
    @DisplayName("that a known key signed for another origin")
    void otherOrigin() throws IOException {
      made.put(
          "log/checkpoint",
          MadeLog.checkpoint("other.example.cn\n" + text.split("\n", 2)[1], Signer.LOG));
      refuted();
    }

    @Test
    @DisplayName("with a wrong signature beside a right one")
    void wrongBesideRight() throws IOException {
      String wrong = Signer.LOG.line("another text\n", 0);
      made.put("log/checkpoint", made.text("log/checkpoint") + wrong);
      refuted();
    }

    @Test
    @DisplayName("that too few have witnessed")
    void quorum() throws IOException {
      made.put("log/checkpoint", MadeLog.checkpoint(text, Signer.LOG, Signer.W1));
      refuted();
      made.replace("log/policy", " all ", " any ");
      trusting(made).refutedAt("log/policy"); // of another hash than is described
      made.describe(61, 20, fen());
      trusting(made).verified();
      Path policy = Files.writeString(directory.resolve("policy"), MadePackage.POLICY);
      verdict(made, "--policy", policy.toString()).refutedAt("log/checkpoint");
    }

    private static long fen() {
      return DISCLOSED.stream()
          .map(MadeFact::amount)
          .filter(a -> a != null)
          .mapToLong(a -> a)
          .sum();
    }

    @Test
    @DisplayName("that is not of the policy's log")
    void otherLog() throws IOException {
      Path policy =
          Files.writeString(
              directory.resolve("policy"),
              "log " + Signer.LOG.named("other.example.cn").vkey() + "\nquorum none\n");
      verdict(made, "--vkey", Signer.LOG.vkey(), "--policy", policy.toString())
          .refutedAt("log/checkpoint");
    }

    @Test
    @DisplayName("with a wrong cosignature of a known witness, and not of an unknown one")
    void wrongCosignature() throws IOException {
      Signer unknown = Signer.W1.named("unknown.example.cn");
      String good = made.text("log/checkpoint");
      made.put("log/checkpoint", good + unknown.line("another text\n", 1));
      trusting(made).verified();
      made.put("log/checkpoint", good + Signer.W1.line("another text\n", 1));
      refuted();
    }

    @Test
    @DisplayName("whose root is not that of the tiles")
    void otherRoot() throws IOException {
      MadeLog other = MadePackage.log(MadeFact.facts(300, 1));
      made.put("log/checkpoint", other.checkpoint(Signer.LOG, Signer.W1, Signer.W2));
      Verdict verdict = trusting(made);
      verdict.refutedAt("log/checkpoint");
      assertThat(verdict.out()).contains(other.root()).contains(MadePackage.log(FACTS).root());
    }

    @Test
    @DisplayName("that is no signed note")
    void malformed() throws IOException {
      String good = made.text("log/checkpoint");
      String line = good.substring(good.indexOf('—'), good.indexOf('\n', good.indexOf('—')) + 1);
      for (String bad :
          List.of(
              "",
              "\n",
              text,
              text + "\n",
              good.replace("\n\n", "\n"),
              good.substring(0, good.length() - 1),
              good + "a line\n",
              good + "\n",
              good.replace("— ", "- "),
              good.replaceFirst("— ", "—  "),
              good.replaceFirst("=\n", "=\r\n"),
              good.replace("\n300\n", "\n0300\n"),
              good.replace("\n300\n", "\n+300\n"),
              good.replace("\n300\n", "\n99999999999999999999\n"),
              good + "— a+b AAAAAAA=\n",
              good + "— short AAAAAA==\n",
              good + "— loose AAAAAAB=\n",
              good + line.repeat(98))) {
        made.put("log/checkpoint", bad);
        refuted();
      }
      made.put("log/checkpoint", good + line.repeat(97));
      trusting(made).verified();
      byte[] latin = good.replace('—', 'é').getBytes(ISO_8859_1);
      made.put("log/checkpoint", latin);
      refuted();
    }

    @Test
    @DisplayName("with a wrong signature in ML-DSA-44, and takes a right one")
    void mlDsa() throws IOException {
      Signer log = Signer.mlDsa44(Signer.LOG.name());
      Signer witness = Signer.mlDsa44("witness.example.cn/pq1");
      made.put("log/policy", "witness pq1 %s\nquorum pq1\n".formatted(witness.vkey()));
      made.describe(61, 20, fen());
      String[] keys = {"--vkey", Signer.LOG.vkey(), "--vkey", log.vkey()};

      made.put("log/checkpoint", MadeLog.checkpoint(text, Signer.LOG, log, witness));
      Verdict verdict = verdict(made, keys);
      verdict.verified();
      assertThat(verdict.out()).contains("(ML-DSA-44), witnessed by pq1");
      String other = text.replace("\n300\n", "\n301\n");
      String good = new String(MadeLog.checkpoint(text, Signer.LOG, witness), UTF_8);
      made.put("log/checkpoint", good + log.line(other, 0));
      verdict(made, keys).refutedAt("log/checkpoint");
      good = new String(MadeLog.checkpoint(text, Signer.LOG, log), UTF_8);
      made.put("log/checkpoint", good + witness.line(other, 5));
      verdict(made, keys).refutedAt("log/checkpoint");
    }
  }

  @Nested
  @DisplayName("refutes an entry")
  class Entries {

    private static MadePackage withEntry(int position, UnaryOperator<String> change) {
      List<byte[]> entries = new ArrayList<>(FACTS.stream().map(MadeFact::entry).toList());
      String entry = change.apply(new String(entries.get(position), UTF_8));
      entries.set(position, entry.getBytes(UTF_8));
      MadeLog log = new MadeLog(entries);
      return MadePackage.of(log, log.tiles(), List.of());
    }

    @Test
    @DisplayName("that is not of the four lines, though the log has signed it")
    void form() throws IOException {
      List<UnaryOperator<String>> changes =
          List.of(
              entry -> entry.replace("/v1", "/v2"),
              entry -> entry.substring(0, 27) + "+" + entry.substring(28),
              entry -> entry.substring(0, 19) + "A" + entry.substring(20),
              entry -> entry.replace("2016-10-", "2016-13-"),
              entry -> entry.replaceFirst("10-0.T", "02-30T"),
              entry -> entry.replaceFirst("T..:", "T24:"),
              entry -> entry.replace("Z\n", "z\n"),
              entry -> entry.replace("Z\n", "Z "),
              entry -> entry.replaceFirst(".=\n$", "B=\n"),
              entry -> entry.replaceFirst("=\n$", "A\n"),
              entry -> entry.replaceFirst("..=\n$", "-A=\n"),
              entry -> entry.substring(0, 128) + " ",
              entry -> entry + "\n",
              entry -> entry.substring(0, 128));
      for (UnaryOperator<String> change : changes)
        for (int position : new int[] {0, 255, 256, 299})
          trusting(withEntry(position, change)).refutedAt("position " + position);
    }

    @Test
    @DisplayName("that was recorded before the one before it")
    void backwards() throws IOException {
      for (int position : new int[] {1, 256, 299})
        trusting(withEntry(position, entry -> entry.replace("2016-10", "2016-09")))
            .refutedAt("position " + position);
      trusting(withEntry(0, entry -> entry.replace("2016-10", "2016-09"))).verified();
    }

    @Test
    @DisplayName("whose id has been there before")
    void twice() throws IOException {
      String first = FACTS.getFirst().id().toString();
      for (int position : new int[] {1, 256, 299})
        trusting(
                withEntry(
                    position, entry -> entry.replace(FACTS.get(position).id().toString(), first)))
            .refutedAt("position " + position);
      String nil = new UUID(0, 0).toString();
      trusting(withEntry(7, entry -> entry.replace(FACTS.get(7).id().toString(), nil))).verified();
    }

    @Test
    @DisplayName("that was exchanged, left out or added")
    void exchanged() throws IOException {
      MadePackage made = WHOLE.copy();
      byte[] bundle = made.get("log/tile/entries/001.p/44");
      byte[] shorter = Arrays.copyOf(bundle, bundle.length - 131);
      made.put("log/tile/entries/001.p/44", shorter);
      trusting(made).refutedAt("position 299");
      made.put("log/tile/entries/001.p/44", Arrays.copyOf(bundle, bundle.length + 131));
      trusting(made).refutedAt("log/tile/entries/001.p/44");
      byte[] swapped = bundle.clone();
      System.arraycopy(bundle, 131, swapped, 0, 131);
      System.arraycopy(bundle, 0, swapped, 131, 131);
      made.put("log/tile/entries/001.p/44", swapped);
      trusting(made).refutedAt("position 256");
      made.put("log/tile/entries/001.p/44", new byte[0]);
      trusting(made).refutedAt("position 256");
    }
  }

  @Nested
  @DisplayName("refutes a detail or a row")
  class Details {

    private final MadePackage made = WHOLE.copy();

    @Test
    @DisplayName("that another fact put in its place")
    void exchanged() throws IOException {
      List<MadeFact> facts = new ArrayList<>(DISCLOSED);
      MadeFact other =
          facts.get(9).withDetail(facts.get(9).text().replace("\"line\":3", "\"line\":4"));
      facts.set(9, other);
      made.disclose(facts);
      trusting(made).refutedAt("position 45");
    }

    @Test
    @DisplayName("where a column says something else, and names the column")
    void columns() throws IOException {
      MadeFact fact = FACTS.get(30);
      String row = fact.row();
      String[] columns = row.split(",", -1);
      String[] names = MadePackage.HEADER.substring(1).split(",");
      assertThat(columns).hasSameSizeAs(names);
      for (int i = 1; i < columns.length; i++) {
        MadePackage spoilt = WHOLE.copy();
        String[] other = columns.clone();
        other[i] += "1";
        spoilt.replace("facts.csv", row, String.join(",", other));
        Verdict verdict = trusting(spoilt);
        verdict.refutedAt("position 30");
        assertThat(verdict.out()).contains("facts.csv line 8 ").contains(names[i]);
      }
      made.replace("facts.csv", "\r\n30,", "\r\n31,");
      trusting(made).refutedAt("position 30");
    }

    @Test
    @DisplayName("that is missing, added, out of order or there twice")
    void lines() throws IOException {
      String line = FACTS.get(30).line() + "\n";
      String row = FACTS.get(30).row() + "\r\n";
      String beyond = FACTS.get(31).line() + "\n";

      MadePackage spoilt = WHOLE.copy();
      spoilt.replace("details.tsv", line, "");
      trusting(spoilt).refutedAt("position 35");
      spoilt = WHOLE.copy();
      spoilt.replace("facts.csv", row, "");
      trusting(spoilt).refutedAt("position 30");
      spoilt = WHOLE.copy();
      spoilt.replace("details.tsv", line, line + beyond);
      trusting(spoilt).refutedAt("position 31");
      spoilt = WHOLE.copy();
      spoilt.replace("details.tsv", line, line + line);
      spoilt.replace("facts.csv", row, row + row);
      trusting(spoilt).refutedAt("position 30");
      spoilt = WHOLE.copy();
      spoilt.put("facts.csv", spoilt.text("facts.csv") + row);
      trusting(spoilt).refutedAt("facts.csv line 63");
      spoilt = WHOLE.copy();
      spoilt.put("details.tsv", spoilt.text("details.tsv") + line);
      trusting(spoilt).refutedAt("position 30");

      List<MadeFact> backwards = new ArrayList<>(DISCLOSED);
      Collections.swap(backwards, 5, 6);
      made.disclose(backwards);
      trusting(made).refutedAt("position 25");
    }

    @Test
    @DisplayName("far into a long file, wherever the batches end")
    void far() throws IOException {
      List<MadeFact> facts = MadeFact.facts(1_500, 2);
      MadePackage good = MadePackage.whole(facts, facts);
      trusting(good).verified();
      for (int position : new int[] {255, 256, 511, 512, 1_023, 1_024, 1_499}) {
        MadeFact fact = facts.get(position);
        MadePackage spoilt = good.copy();
        spoilt.replace("facts.csv", fact.row(), fact.row() + "0");
        trusting(spoilt).refutedAt("position " + position);
        spoilt = good.copy();
        spoilt.replace("details.tsv", "\n" + fact.line() + "\n", "\n");
        trusting(spoilt)
            .refutedAt(position == 1_499 ? "facts.csv line 1501" : "position " + (position + 1));
      }
    }

    @Test
    @DisplayName("that is committed to and still not what its entry and row say")
    void content() throws IOException {
      MadeFact fact = FACTS.get(60);
      String other = FACTS.get(61).id().toString();
      for (UnaryOperator<String> change :
          List.<UnaryOperator<String>>of(
              text -> text.replace(fact.id().toString(), other),
              text -> text.replace("\"1.0\"", "\"1.1\""),
              text -> text.replace("\"streamsequence\":6", "\"streamsequence\":\"6\""),
              text -> text.replace("\"subject\":", "\"about\":"),
              text -> text.replace("\"line\":3", "\"amount\":1"),
              text -> text.replace("\"line\":3", "\"\\u0061mount\":1"),
              text -> text.replaceFirst("\"amount\":(-?[0-9]+)", "\"amount\":$1.0"),
              text -> text.replace("{\"specversion\"", "{\"id\":\"x\",\"specversion\""),
              text -> text.replace("\"event\":", "\"event\":{},\"event\":"),
              text -> text + "x",
              text -> text + "{}",
              text -> text.substring(0, text.length() - 1),
              text -> text.replace("\"line\":3", "\"line\":03"),
              text -> text.replace("\"line\":3", "\"line\":\"\t\""),
              text -> text.replace("\"line\":3", "\"line\":\"\\x\""),
              text -> text.replace("\"line\":3", "\"line\":tru"),
              text -> text.replace("\"line\":3", "\"line\":" + "[".repeat(5_000)),
              text -> text.replace("[1,", "[1,,"),
              text -> text.replace(fact.stream(), fact.stream() + "\\n")))
        trusting(withFact(60, f -> f.withDetail(change.apply(f.text())))).refutedAt("position 60");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"80", "c0af", "c1bf", "e0809f", "eda080", "f08fbfbf", "f4908080", "ff", "e4b8"})
    @DisplayName("that is not UTF-8")
    void bytes(String hex) throws IOException {
      String latin =
          new String(FACTS.get(60).detail(), ISO_8859_1)
              .replace(
                  "\"line\":3",
                  "\"line\":\"" + new String(HexFormat.of().parseHex(hex), ISO_8859_1) + "\"");
      trusting(withFact(60, f -> f.withDetail(latin.getBytes(ISO_8859_1))))
          .refutedAt("position 60");
    }

    @Test
    @DisplayName("only if it differs: another way to write the same JSON does not")
    void sameJson() throws IOException {
      trusting(
              withFact(
                  60,
                  f ->
                      f.withDetail(
                          f.text()
                              .replace("household/", "house\\u0068old\\/")
                              .replace(",", " ,\n ")
                              .replace("\"amount\"", "\"\\u0061mount\""))))
          .verified();
    }

    @Test
    @DisplayName("that is longer than a detail may be, and takes the longest")
    void longest() throws IOException {
      String shortest = FACTS.get(60).text();
      String spaces = " ".repeat((1 << 20) - shortest.getBytes(UTF_8).length);
      trusting(withFact(60, f -> f.withDetail(shortest + spaces))).verified();
      trusting(withFact(60, f -> f.withDetail(shortest + spaces + " "))).refutedAt("position 60");
    }

    @Test
    @DisplayName("whose base64 could be written in another way")
    void oneForm() throws IOException {
      MadeFact fact =
          DISCLOSED.stream().filter(f -> f.detail().length % 3 == 1).findFirst().orElseThrow();
      String line = fact.line();
      assertThat(line).endsWith("==");
      char last = line.charAt(line.length() - 3);
      String loose = line.substring(0, line.length() - 3) + (char) (last + 1) + "==";
      assertThat(Base64.getDecoder().decode(loose.split("\t", -1)[2])).isEqualTo(fact.detail());
      made.replace("details.tsv", line, loose);
      trusting(made).refutedAt("position " + fact.position());
      MadePackage unpadded = WHOLE.copy();
      unpadded.replace("details.tsv", line, line.substring(0, line.length() - 2));
      trusting(unpadded).refutedAt("position " + fact.position());
    }

    @Test
    @DisplayName("of an entry that is not in the package")
    void uncovered() throws IOException {
      MadePackage part = MadePackage.part(FACTS, FACTS.subList(3, 17));
      part.disclose(List.of(FACTS.get(3), FACTS.get(280)));
      trusting(part).refutedAt("position 280");
      MadeFact beyond = MadeFact.facts(301, 1).get(300);
      part.disclose(List.of(beyond));
      trusting(part).refutedAt("position 300");
    }
  }

  @Nested
  @DisplayName("refutes a description")
  class Descriptions {

    private final MadePackage made = WHOLE.copy();

    @Test
    @DisplayName("with another count, total, length or hash")
    void measures() throws IOException {
      for (String what : List.of("rowCount", "rows", "amountRows", "amountFen", "bytes"))
        for (String by : List.of("\"%s\": 1", "\"no%s\": ")) {
          MadePackage spoilt = WHOLE.copy();
          spoilt.replace("datapackage.json", "\"" + what + "\": ", by.formatted(what));
          trusting(spoilt).refutedAt("facts.csv");
        }
      made.replace("datapackage.json", "sha256:", "sha256:0");
      trusting(made).refutedAt("facts.csv");
    }

    @Test
    @DisplayName("of a file that is not there, or is another")
    void otherFiles() throws IOException {
      made.replace("index.html", "审计包", "审计");
      trusting(made).refutedAt("index.html");
      made.remove("index.html");
      trusting(made).refutedAt("datapackage.json");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "[]",
          "{}",
          "{\"resources\":{}}",
          "{\"resources\":[]}",
          "{\"resources\":[1]}",
          "{\"resources\":[],\"resources\":[]}",
          "{\"resources\":[{\"path\":\"/etc/passwd\"}]}"
        })
    @DisplayName("that does not describe")
    void malformed(String json) throws IOException {
      made.put("datapackage.json", json);
      trusting(made).refutedAt("datapackage.json");
    }

    @Test
    @DisplayName("with another header of the table")
    void header() throws IOException {
      made.replace("facts.csv", "金额分", "金额元");
      trusting(made).refutedAt("facts.csv line 1");
    }
  }

  @Nested
  @DisplayName("refutes an archive")
  class Archives {

    private final MadePackage made = WHOLE.copy();

    @ParameterizedTest
    @ValueSource(
        strings = {
          "../evil",
          "/etc/passwd",
          "log/../facts.csv",
          "log\\vkey",
          "log/",
          "facts.csv/",
          "FACTS.CSV",
          "log/tile/0/0000",
          "log/tile/0/00",
          "log/tile/00/000",
          "log/tile/64/000",
          "log/tile/-1/000",
          "log/tile/0/x000/000",
          "log/tile/0/001/000",
          "log/tile/0/000.p/0",
          "log/tile/0/000.p/256",
          "log/tile/0/000.p/01",
          "log/tile/0/000.p/255",
          "log/tile/0/001",
          "log/tile/0/002",
          "log/tile/2/000.p/1",
          "log/tile/entries/001",
          "log/tile/entries/x999/x999/x999/x999/x999/x999/999",
          "log/tile/data/000"
        })
    @DisplayName("with a file that does not belong into it")
    void strange(String name) throws IOException {
      made.put(name, new byte[0]);
      trusting(made).refutedAt(name);
    }

    @Test
    @DisplayName("where a file is missing")
    void missing() throws IOException {
      for (String name : WHOLE.files.keySet()) {
        MadePackage without = WHOLE.copy();
        without.remove(name);
        switch (name) {
          case "LedgerVerifier.java" -> verdict(without).verified(); // it is running
          case "index.html", "log/policy" -> verdict(without).refutedAt("datapackage.json");
          case "log/tile/entries/000" -> verdict(without).refutedAt("position 0");
          case "log/tile/entries/001.p/44" -> verdict(without).refutedAt("position 260");
          default -> verdict(without).refutedAt(name);
        }
      }
    }

    @Test
    @DisplayName("with a name that stands twice")
    void twice() throws IOException {
      made.put("facts.csw", made.get("facts.csv"));
      Path zip = made.zip(directory);
      byte[] bytes = Files.readAllBytes(zip);
      byte[] renamed =
          new String(bytes, ISO_8859_1).replace("facts.csw", "facts.csv").getBytes(ISO_8859_1);
      Files.write(zip, renamed);
      Verifier.run(zip.toString()).refutedAt("facts.csv");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "log/checkpoint",
          "log/vkey",
          "log/policy",
          "log/tile/0/000",
          "log/tile/entries/000",
          "facts.csv",
          "details.tsv",
          "datapackage.json",
          "index.html"
        })
    @DisplayName("with a file that swells to what no memory holds")
    void bomb(String name) throws IOException {
      made.put(name, new byte[80 << 20]);
      Verdict verdict = verdict(made);
      assertThat(verdict.status()).as(verdict.out()).isEqualTo(1);
      assertThat(verdict.out()).contains(name.equals("log/tile/entries/000") ? "position 0" : name);
    }

    @Test
    @DisplayName("but cannot check what is no archive")
    void noArchive() throws IOException {
      Path file = Files.writeString(directory.resolve("no.zip"), "PK");
      Verifier.run(file.toString()).unchecked("no.zip");
      Verifier.run(directory.resolve("absent.zip").toString()).unchecked("absent.zip");
      byte[] cut = Files.readAllBytes(made.zip(directory));
      Files.write(file, Arrays.copyOf(cut, cut.length / 2));
      Verifier.run(file.toString()).unchecked("no.zip");
    }
  }

  @Nested
  @DisplayName("cannot check")
  class Usage {

    @Test
    @DisplayName("with wrong usage")
    void usage() throws IOException {
      Verifier.run().unchecked("usage");
      Verifier.run("a.zip", "b.zip").unchecked("usage");
      Verifier.run("a.zip", "--vkey").unchecked("usage");
      Verifier.run("a.zip", "--what", "b").unchecked("usage");
      verdict(WHOLE, "--policy", directory.resolve("absent").toString()).unchecked("absent");
      Path policy = Files.writeString(directory.resolve("policy"), "quorum w1\n");
      verdict(WHOLE, "--policy", policy.toString()).unchecked("--policy");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "a+b",
          "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
          "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
          "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
          "witness.example.cn/w1+9a436a43+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X"
        })
    @DisplayName("with a key that is none of a log")
    void key(String key) throws IOException {
      verdict(WHOLE, "--vkey", key).unchecked("--vkey");
      MadePackage made = WHOLE.copy();
      made.put("log/vkey", key + "\n");
      verdict(made).refutedAt("log/vkey");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "quorum none\nquorum none\n",
          "quorum w1\n",
          "witness none %1$s\nquorum none\n",
          "witness w1 %1$s\nwitness w1 %2$s\nquorum w1\n",
          "witness w1 %3$s\nquorum w1\n",
          "log %1$s\nquorum none\n",
          "witness w1 %1$s\ngroup g 2 w1\nquorum g\n",
          "witness w1 %1$s\ngroup g 0 w1\nquorum g\n",
          "witness w1 %1$s\ngroup g any w1 w1\nquorum g\n",
          "witness w1 %1$s\ngroup g any w1\ngroup h any w1\nquorum h\n",
          "group g any w1\nwitness w1 %1$s\nquorum g\n",
          "witness w1 %1$s\nquorum\n",
          "wit w1\nquorum none\n"
        })
    @DisplayName("with a policy that is none")
    void policy(String policy) throws IOException {
      MadePackage made = WHOLE.copy();
      made.put(
          "log/policy", policy.formatted(Signer.W1.vkey(), Signer.W2.vkey(), Signer.LOG.vkey()));
      trusting(made).refutedAt("log/policy");
    }

    @Test
    @DisplayName("what a group of groups asks for, unless it is there")
    void groups() throws IOException {
      MadePackage made = WHOLE.copy();
      made.put("log/checkpoint", MadePackage.log(FACTS).checkpoint(Signer.LOG, Signer.W2));
      String witnesses =
          "\twitness  w1 %s\nwitness w2 %s # later\n".formatted(Signer.W1.vkey(), Signer.W2.vkey());
      Path policy = directory.resolve("policy");
      Files.writeString(
          policy,
          witnesses.replace(" # later", "")
              + "group a any w1\ngroup b 1 w2\ngroup c 1 a b\nquorum c\n");
      verdict(made, "--vkey", Signer.LOG.vkey(), "--policy", policy.toString()).verified();
      Files.writeString(
          policy,
          witnesses.replace(" # later", "")
              + "group a any w1\ngroup b 1 w2\ngroup c 2 a b\nquorum c\n");
      verdict(made, "--vkey", Signer.LOG.vkey(), "--policy", policy.toString())
          .refutedAt("log/checkpoint");
    }
  }
}
