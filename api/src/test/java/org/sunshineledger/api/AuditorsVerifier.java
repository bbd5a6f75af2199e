package org.sunshineledger.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.sunshineledger.ledger.auditpackage.AuditPackages;

/** The verifier that travels with every package, started as an auditor starts it. */
public final class AuditorsVerifier {

  private AuditorsVerifier() {}

  /**
   * What it said on its output.
   *
   * @param status 0 for verified
   */
  public record Verdict(int status, String said) {}

  /**
   * Waits for its verdict.
   *
   * @param folder where its source is put
   */
  public static Verdict run(Path folder, String... arguments)
      throws IOException, InterruptedException {
    Path source = folder.resolve("LedgerVerifier.java");
    try (InputStream in =
        AuditPackages.class.getResourceAsStream("/verifier/LedgerVerifier.java")) {
      Files.write(source, Objects.requireNonNull(in, "the verifier").readAllBytes());
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dstdout.encoding=UTF-8");
    command.add(source.toString());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Verdict(process.waitFor(), said);
  }
}
