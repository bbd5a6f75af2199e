package org.sunshineledger.ledger.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.TestDatabase;
import org.sunshineledger.ledger.database.StartRefused;
import org.sunshineledger.ledger.journal.Append;
import org.sunshineledger.ledger.journal.Journal;

@DisplayName("Another master key")
class MasterKeyRotationTest {

  private static final String NEW = "YW5vdGhlci1tYXN0ZXIta2V5LW9mLTMyLWJ5dGVzLi4=";
  private static final String OLD = "c3Vuc2hpbmUtbGVkZ2VyLXRlc3QtbWFzdGVyLWtleSE";
  private static final int PERSONS = 1_100;

  private final TestDatabase database = TestDatabase.create();
  private final Journal journal = new Journal(database.app());

  @AfterEach
  void close() {
    journal.close();
    database.close();
  }

  private Vault vault(String keys) {
    return new Vault(
        database.app(), MasterKey.allOf(keys), new SecureRandom(), ErasureList.NOWHERE);
  }

  /** More than are wrapped anew at once. */
  private List<Commitment> sealed(Vault vault) {
    UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(null);
    List<Commitment> names = new ArrayList<>();
    for (int i = 0; i < PERSONS; i++)
      names.add(vault.seal("household/%06d/01".formatted(i), PersonalField.NAME, "某" + i));
    journal.append(Append.current());
    unit.commit();
    return names;
  }

  private static void assertAllOpen(Vault vault, List<Commitment> names) {
    assertThat(vault.openAll(PersonalField.NAME, names)).hasSize(PERSONS);
  }

  @Test
  void opensWhatTheOldOneSealedAndTheOldOneOpensNothingMore() {
    Vault old = vault(OLD);
    assertThat(old.rewrap()).isZero();
    List<Commitment> names = sealed(old);
    String fingerprint = old.fingerprint("440524188001010014");

    Vault both = vault(NEW + "\n" + OLD);
    assertAllOpen(both, names);
    assertThat(both.rewrap()).isEqualTo(PERSONS);
    assertAllOpen(both, names);
    assertThat(both.rewrap()).as("again").isZero();

    Vault fresh = vault(NEW);
    assertAllOpen(fresh, names);
    assertThat(fresh.fingerprint("440524188001010014"))
        .as("who was recognised by it is recognised still")
        .isEqualTo(fingerprint);
    assertThatThrownBy(() -> vault(OLD).open(names.getFirst()))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> vault(OLD).fingerprint("440524188001010014"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void goesOnWhereItWasKilled() throws SQLException {
    Vault old = vault(OLD);
    old.rewrap();
    List<Commitment> names = sealed(old);
    superuser("create table public.before as table vault.subject_key");
    Vault both = vault(NEW + " " + OLD);
    both.rewrap();
    superuser(
        """
        update vault.subject_key set wrapped = before.wrapped from public.before
        where before.id = subject_key.id and subject_key.subject < 'household/000400'
        """);

    assertAllOpen(both, names);
    assertThat(vault(NEW + " " + OLD).rewrap()).isEqualTo(400);
    assertAllOpen(vault(NEW), names);
  }

  private void imported(UUID id, byte[] wrapped) throws SQLException {
    superuser(
        """
        insert into imports.import
          (id, kind, state, backfill, account, region, actor, file_digest, file_bytes, key,
           uploaded_at, expires_at)
        values ('%s', 'REGISTER', 'READY', false, 'clerk', '410185', '{}', '', 0, '\\x%s', now(), now())
        """
            .formatted(id, HexFormat.of().formatHex(wrapped)));
  }

  @Test
  void opensTheFilesThatWaitToBeImported() throws SQLException {
    Vault old = vault(OLD);
    assertThat(old.rewrap()).isZero();
    UUID waiting = UUID.randomUUID();
    UUID strange = UUID.randomUUID();
    SealingKey key = old.newSealing("import/" + waiting);
    byte[] row = key.seal("某某".getBytes(UTF_8), "import/" + waiting + "/0");
    imported(waiting, key.wrapped());
    imported(strange, old.newSealing("import/another").wrapped());

    assertThat(vault(NEW + "\n" + OLD).rewrap()).isEqualTo(1);
    assertThat(vault(NEW + "\n" + OLD).rewrap()).as("again").isZero();

    SealingKey again = vault(NEW).sealing(keyOf(waiting), "import/" + waiting);
    assertThat(again.open(row, "import/" + waiting + "/0")).isEqualTo("某某".getBytes(UTF_8));
  }

  private byte[] keyOf(UUID id) throws SQLException {
    try (Connection connection = database.app().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select key from imports.import where id = '%s'".formatted(id))) {
      return row.next() ? row.getBytes(1) : new byte[0];
    }
  }

  @Test
  void isNotTakenBeforeTheLedgerWasStartedWithTheOldOneAlone() {
    assertThatThrownBy(() -> vault(NEW + "\n" + OLD).rewrap())
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("two master keys");
  }

  @Test
  void isRefusedAtTheStartWhereItIsNotTheLedgers() {
    vault(OLD).rewrap();
    assertThatThrownBy(() -> vault(NEW).rewrap())
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("not the one");
  }

  @Test
  void leavesNoKeyReadable() throws SQLException {
    Vault vault = vault(OLD);
    vault.rewrap();
    assertThat(ask("select octet_length(wrapped) from vault.keyring")).isEqualTo(12 + 32 + 16);
  }

  private int ask(String sql) throws SQLException {
    try (Connection connection = database.app().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getInt(1) : -1;
    }
  }

  private void superuser(String sql) throws SQLException {
    try (Connection connection = database.superuser().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
