package org.sunshineledger.ledger.log.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunshineledger.ledger.database.StartRefused;
import org.sunshineledger.ledger.log.note.Checkpoint;
import org.sunshineledger.ledger.log.note.SignedNote;

@DisplayName("检查点留底: a log that keeps outside the database what it has published")
class NotedCheckpointTest {

  @TempDir Path folder;

  private final SealedLog sealed = new SealedLog(31);
  private final List<SealedLog> copies = new ArrayList<>();

  @AfterEach
  void close() {
    sealed.close();
    copies.forEach(SealedLog::close);
  }

  /** Another database under the same name, which knows nothing of the first one. */
  private SealedLog copy() {
    SealedLog copy = new SealedLog(32);
    copies.add(copy);
    return copy;
  }

  private Path file() {
    return folder.resolve("secrets").resolve("checkpoint");
  }

  private TransparencyLog open(SealedLog on) {
    return open(on, on.database.app());
  }

  private TransparencyLog open(SealedLog on, DataSource dataSource) {
    return TransparencyLog.open(dataSource, on.journal, SealedLog.KEYS, NotedCheckpoint.in(file()));
  }

  private StartRefused refusal(SealedLog on) {
    return catchThrowableOfType(StartRefused.class, () -> open(on).close());
  }

  private long noted() {
    try {
      return Checkpoint.parse(SignedNote.parse(Files.readAllBytes(file())).text()).size();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void publish(SealedLog on, int facts) throws InterruptedException {
    try (TransparencyLog log = open(on)) {
      on.appendAndSeal(log, facts);
    }
  }

  @Test
  @DisplayName("has noted each checkpoint before anybody is told of it, and goes on from there")
  void before() throws InterruptedException {
    List<Long> behind = new CopyOnWriteArrayList<>();
    try (TransparencyLog log = open(sealed)) {
      log.whenPublished(told -> {
        long size = Checkpoint.parse(told.text()).size();
        if (noted() < size) behind.add(size);
      });
      for (int i = 0; i < 3; i++) sealed.appendAndSeal(log, 20);
    }
    assertThat(behind).isEmpty();
    assertThat(noted()).isEqualTo(60);
    publish(sealed, 20);
    assertThat(noted()).isEqualTo(80);
    assertThat(folder.resolve("secrets").toFile().list())
        .containsExactlyInAnyOrder("checkpoint", "checkpoint.lock");
  }

  @Test
  @DisplayName("keeps the longest that any node has noted")
  void slower() throws InterruptedException, IOException {
    publish(sealed, 30);
    SealedCheckpoint shorter = SealedCheckpoint.of(SignedNote.parse(Files.readAllBytes(file())));
    publish(sealed, 30);

    NotedCheckpoint.in(file()).note(shorter);

    assertThat(noted()).isEqualTo(60);
  }

  @Test
  @DisplayName("does not start where it cannot note, and says where")
  void unwritable() throws InterruptedException, IOException {
    publish(sealed, 30);
    Files.delete(file());
    Path others = file().resolveSibling("checkpoint.lock");
    Files.delete(others);
    Files.createDirectory(others);

    StartRefused refused = refusal(sealed);

    assertThat(refused.description()).contains("cannot be noted in " + file());
    assertThat(refused.action()).contains("write into that folder");
  }

  @Test
  @DisplayName("does not start on an empty or an older database, and leaves all as it is")
  void olderCopy() throws InterruptedException, SQLException {
    publish(sealed, 300);
    SealedLog copy = copy();
    assertThat(refusal(copy).description()).contains("over 300 facts", "only 0 are sealed");
    copy.facts.append(copy.journal, 5);
    try (TransparencyLog log = copy.open()) {
      assertThat(log.awaitSize(5, SealedLog.PATIENCE)).isTrue();
    }
    long checkpoints = copy.checkpoints();

    StartRefused refused = refusal(copy);

    assertThat(refused.description()).contains("over 300 facts", "only 5 are sealed", "older copy");
    assertThat(refused.action()).contains("docker/backup/README.md");
    assertThat(noted()).isEqualTo(300);
    assertThat(copy.checkpoints()).isEqualTo(checkpoints);
  }

  @Test
  @DisplayName("nor where another history has grown longer")
  void anotherHistory() throws InterruptedException {
    publish(sealed, 30);
    SealedLog copy = copy();
    copy.facts.append(copy.journal, 300);
    try (TransparencyLog log = copy.open()) {
      assertThat(log.awaitSize(300, SealedLog.PATIENCE)).isTrue();
    }
    assertThat(refusal(copy).description())
        .startsWith("At size 30 this database has the root ")
        .contains("this log has published");
  }

  @Test
  @DisplayName("nor with a note that is not its own")
  void strange() throws IOException, InterruptedException {
    publish(sealed, 3);
    Files.writeString(file(), Files.readString(file()).replace("\n3\n", "\n2\n"));
    assertThat(refusal(sealed).description()).contains("holds no checkpoint of the log");
    Files.writeString(file(), "");
    assertThat(refusal(sealed).description()).contains("holds no checkpoint of the log");
  }

  @Test
  @DisplayName("stops when the database is put back under it while it runs")
  void underIt() throws InterruptedException, SQLException {
    SealedLog copy = copy();
    AtomicReference<DataSource> now = new AtomicReference<>(sealed.database.app());
    DataSource switched =
        (DataSource)
            Proxy.newProxyInstance(
                DataSource.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (_, method, arguments) -> method.invoke(now.get(), arguments));
    try (TransparencyLog log = open(sealed, switched)) {
      sealed.appendAndSeal(log, 30);
      copy.facts.append(copy.journal, 300);
      now.set(copy.database.app());
      try (Connection superuser = sealed.database.superuser().getConnection();
          Statement statement = superuser.createStatement()) {
        statement.execute(
            "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and"
                + " database = (select oid from pg_database where datname = current_database())");
      }
      await().atMost(SealedLog.PATIENCE).until(() -> log.refusal().isPresent());
      assertThat(log.refusal().orElseThrow().description())
          .contains("over 30 facts", "only 0 are sealed");
      assertThat(copy.checkpoints()).isZero();
    }
  }
}
