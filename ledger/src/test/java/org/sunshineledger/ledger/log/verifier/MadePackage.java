package org.sunshineledger.ledger.log.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The files of an audit package, which tests may spoil before they are packed. */
final class MadePackage {

  static final String HEADER = "\ufeff序号,记录时间,事件号,对象,对象内序号,类型,发生日期,金额分";

  static final String POLICY =
      """
      # who watches
      log %s
      witness w1 %s https://w1.example.cn
      witness w2 %s
      group oversight all w1 w2
      quorum oversight
      """
          .formatted(Signer.LOG.vkey(), Signer.W1.vkey(), Signer.W2.vkey());

  final Map<String, byte[]> files = new LinkedHashMap<>();

  private MadePackage() {}

  /** Of a log of these facts, all of it; {@code disclosed} with their details. */
  static MadePackage whole(List<MadeFact> facts, List<MadeFact> disclosed) {
    MadeLog log = log(facts);
    return of(log, log.tiles(), disclosed);
  }

  /** Of the bundles of the disclosed facts only. */
  static MadePackage part(List<MadeFact> facts, List<MadeFact> disclosed) {
    MadeLog log = log(facts);
    List<Integer> bundles =
        disclosed.stream().map(fact -> (int) (fact.position() / 256)).distinct().toList();
    return of(log, log.tilesFor(bundles), disclosed);
  }

  static MadeLog log(List<MadeFact> facts) {
    return new MadeLog(facts.stream().map(MadeFact::entry).toList());
  }

  static MadePackage of(MadeLog log, Map<String, byte[]> tiles, List<MadeFact> disclosed) {
    MadePackage made = new MadePackage();
    made.put("log/checkpoint", log.checkpoint(Signer.LOG, Signer.W1, Signer.W2));
    made.put("log/vkey", Signer.LOG.vkey() + "\n");
    made.put("log/policy", POLICY);
    tiles.forEach((path, tile) -> made.put("log/" + path, tile));
    made.put("index.html", "<!doctype html><title>审计包</title>");
    made.put("LedgerVerifier.java", Verifier.source());
    made.disclose(disclosed);
    return made;
  }

  void disclose(List<MadeFact> facts) {
    StringBuilder details = new StringBuilder();
    for (MadeFact fact : facts) details.append(fact.line()).append('\n');
    put("details.tsv", details.toString());
    List<String> rows = new ArrayList<>(facts.stream().map(MadeFact::row).toList());
    rows.addFirst(HEADER);
    put("facts.csv", String.join("\r\n", rows) + "\r\n");
    long rowsWithAmount = facts.stream().filter(fact -> fact.amount() != null).count();
    long fen =
        facts.stream().mapToLong(fact -> Objects.requireNonNullElse(fact.amount(), 0L)).sum();
    describe(facts.size(), rowsWithAmount, fen);
  }

  void describe(long rows, long rowsWithAmount, long fen) {
    put(
        "datapackage.json",
        """
        {
          "name": "audit-package", "title": "审计包",
          "resources": [
            {"name": "facts", "path": "facts.csv", "format": "csv", "encoding": "utf-8",
             %s, "rowCount": %d,
             "controlTotals": {"rows": %d, "amountRows": %d, "amountFen": %d},
             "schema": {"fields": [{"name": "序号", "type": "integer"}]}},
            {"name": "details", "path": "details.tsv", %s},
            {"name": "policy", "path": "log/policy", %s},
            {"name": "index", "path": "index.html", %s}
          ]
        }
        """
            .formatted(
                measures("facts.csv"),
                rows,
                rows,
                rowsWithAmount,
                fen,
                measures("details.tsv"),
                measures("log/policy"),
                measures("index.html")));
  }

  private String measures(String path) {
    byte[] file = get(path);
    return "\"bytes\": %d, \"hash\": \"sha256:%s\""
        .formatted(file.length, HexFormat.of().formatHex(MadeLog.sha256(file)));
  }

  byte[] get(String path) {
    return Objects.requireNonNull(files.get(path), path);
  }

  String text(String path) {
    return new String(get(path), UTF_8);
  }

  void put(String path, byte[] file) {
    files.put(path, file);
  }

  void put(String path, String file) {
    put(path, file.getBytes(UTF_8));
  }

  void replace(String path, String what, String by) {
    String text = text(path);
    if (!text.contains(what)) throw new IllegalArgumentException(path + " has no " + what);
    put(path, text.replace(what, by));
  }

  void remove(String path) {
    if (files.remove(path) == null) throw new IllegalArgumentException("no " + path);
  }

  void flip(String path, long bit) {
    byte[] flipped = get(path).clone();
    flipped[(int) (bit / 8)] ^= (byte) (1 << bit % 8);
    put(path, flipped);
  }

  MadePackage copy() {
    MadePackage copy = new MadePackage();
    copy.files.putAll(files);
    return copy;
  }

  /** Packed as {@code package.zip} in this directory. */
  Path zip(Path directory) throws IOException {
    return zip(directory, Deflater.BEST_SPEED);
  }

  Path zip(Path directory, int level) throws IOException {
    Path zip = directory.resolve("package.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream zipped = new ZipOutputStream(out)) {
      zipped.setLevel(level);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zipped.putNextEntry(new ZipEntry(file.getKey()));
        zipped.write(file.getValue());
        zipped.closeEntry();
      }
    }
    return zip;
  }
}
