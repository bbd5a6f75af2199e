package org.sunshineledger.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.sunshineledger.ledger.auditpackage.AuditPackages;
import org.sunshineledger.ledger.auditpackage.Scope;
import org.sunshineledger.ledger.log.note.KeyType;
import org.sunshineledger.ledger.log.note.SigningKey;
import org.sunshineledger.ledger.log.seal.LogKeys;
import org.sunshineledger.ledger.log.seal.TransparencyLog;
import org.sunshineledger.ledger.log.verifier.Verifying;

/**
 * How fast an audit package of a real journal is verified: payments to households, each with its
 * detail. The peer reads every file of the same package to its end and puts it through SHA-256, and
 * does nothing else.
 *
 * <p>Both run in this JVM, warm, in turn, on a package that is in the page cache, and each opens it
 * anew. The peer is one thread, as a stream that is read and hashed is; the verifier takes as many
 * threads as the machine has cores, as it does wherever it runs. An auditor's own JVM is cold:
 * there the compiler's time, which is the same for a package of any length, comes on top.
 */
final class VerifyBenchmark {

  private static final int LISTS = 50;
  private static final int FACTS_AT_LEAST = 250_000;
  private static final int BUFFER = 1 << 16;

  private final Benchmark benchmark;

  VerifyBenchmark(Benchmark benchmark) {
    this.benchmark = benchmark;
  }

  void run() throws IOException {
    SigningKey key = SigningKey.make("bench.example/ledger", KeyType.LOG, new SecureRandom());
    String vkey = key.verifierKey().toString();
    Path zip = Files.createTempFile("verify", ".zip");
    try {
      long facts = make(zip, LogKeys.parse(key.secret()));
      long bytes = readAndHash(zip);
      double[] medians =
          Benchmark.inTurn(
              () -> Benchmark.rate(facts, () -> Verifying.verify(zip, vkey)),
              () -> Benchmark.rate(facts, () -> readAndHash(zip)));
      Benchmark.print("verify-package", "facts/s", medians[0], "read-and-hash", medians[1]);
      Benchmark.say(
          "BENCH verify-package-size facts=%,d bytes=%,d zipped=%,d (%.0f and %.0f MB/s)",
          facts,
          bytes,
          Files.size(zip),
          medians[0] / facts * bytes / 1e6,
          medians[1] / facts * bytes / 1e6);
    } finally {
      Files.delete(zip);
    }
  }

  /** The package of a whole ledger, as an auditor gets it who may read everything. */
  private long make(Path zip, LogKeys keys) throws IOException {
    String database = benchmark.database();
    try (HikariDataSource pool = benchmark.pool(database, 20, "")) {
      Ledger ledger = PaymentsBenchmark.ledger(pool);
      try (TransparencyLog log = TransparencyLog.open(pool, ledger.journal(), keys)) {
        PaymentsBenchmark.begin(ledger);
        PaymentsBenchmark payments = new PaymentsBenchmark(benchmark);
        for (int i = 0; i < LISTS; i++) payments.list(ledger);
        SealBenchmark.await(log, ledger.journal().size());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(zip), BUFFER)) {
          AuditPackages.Made made =
              new AuditPackages(ledger.journal(), ledger.codec(), log, null)
                  .write(Scope.WHOLE, _ -> true, (_, _) -> {}, out);
          if (made.disclosed() < FACTS_AT_LEAST) throw new IllegalStateException(made.toString());
          return made.disclosed();
        }
      } finally {
        ledger.close();
      }
    } finally {
      benchmark.drop(database);
    }
  }

  /** Every byte the verifier reads, and how many they are. */
  private static long readAndHash(Path zip) {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER];
      long bytes = 0;
      for (Enumeration<? extends ZipEntry> all = file.entries(); all.hasMoreElements(); ) {
        try (InputStream in = file.getInputStream(all.nextElement())) {
          for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            digest.update(buffer, 0, read);
            bytes += read;
          }
        }
        byte[] hash = digest.digest();
        if (hash.length == 0) throw new IllegalStateException("no hash");
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
