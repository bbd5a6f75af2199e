package org.sunshineledger.ledger.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * What long streams came to at one of their facts: {@code view.snapshot}. Made by this very build
 * of the program, or not used; may be thrown away at any time.
 */
final class Snapshots {

  private static final Logger log = LoggerFactory.getLogger(Snapshots.class);

  /** What a stream came to with the fact of this sequence. */
  record Snapshot<T>(T root, long sequence) {}

  private final DataSource dataSource;
  private final AggregateJson json = new AggregateJson();
  private final byte[] code;
  private final LongAdder unreadable = new LongAdder();

  Snapshots(DataSource dataSource) {
    this.dataSource = dataSource;
    this.code = digestOfThisBuild();
  }

  /** The newest; empty when there is none that this build can use. */
  <T> Optional<Snapshot<T>> of(String stream, Class<T> type) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "select sequence, state from view.snapshot where stream = ? and code = ?")) {
      statement.setString(1, stream);
      statement.setBytes(2, code);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(new Snapshot<>(json.read(row.getBytes(2), type), row.getLong(1)))
            : Optional.empty();
      }
    } catch (SQLException e) {
      throw Unavailable.because("a snapshot could not be read", e);
    } catch (JacksonException e) {
      unreadable.increment();
      log.warn("A snapshot of a {} cannot be read; its stream is", type.getSimpleName(), e);
      return Optional.empty();
    }
  }

  /** How many could not be read since the start. */
  long unreadable() {
    return unreadable.sum();
  }

  /** Keeps what the stream came to. When it cannot be kept, the next order reads more. */
  void keep(String stream, long sequence, Object root) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                insert into view.snapshot as kept (stream, sequence, code, state)
                values (?, ?, ?, ?)
                on conflict (stream) do update
                  set sequence = excluded.sequence, code = excluded.code,
                    state = excluded.state, made_at = now()
                  where kept.sequence < excluded.sequence or kept.code <> excluded.code
                """)) {
      statement.setString(1, stream);
      statement.setLong(2, sequence);
      statement.setBytes(3, code);
      statement.setBytes(4, json.write(root));
      statement.execute();
    } catch (SQLException e) {
      log.warn("A snapshot could not be kept (SQL state {})", e.getSQLState());
    }
  }

  /** Over all classes beside this one: what folds otherwise is another build. */
  private static byte[] digestOfThisBuild() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      URL place = Snapshots.class.getProtectionDomain().getCodeSource().getLocation();
      URI address = place.toURI();
      if (address.getScheme().equals("file") && Files.isDirectory(Path.of(address)))
        for (Path file : classesIn(Path.of(address))) digest.update(Files.readAllBytes(file));
      else
        try (InputStream jar = new DigestInputStream(place.openStream(), digest)) {
          jar.transferTo(OutputStream.nullOutputStream());
        }
      return digest.digest();
    } catch (NoSuchAlgorithmException | URISyntaxException e) {
      throw new IllegalStateException("the program cannot find itself", e);
    } catch (IOException e) {
      throw new UncheckedIOException("the program cannot read itself", e);
    }
  }

  private static List<Path> classesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    }
  }
}
