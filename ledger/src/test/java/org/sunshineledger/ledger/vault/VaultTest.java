package org.sunshineledger.ledger.vault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.TestDatabase;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.journal.Append;
import org.sunshineledger.ledger.journal.Journal;
import org.sunshineledger.ledger.publication.Publications;

@DisplayName("The vault")
class VaultTest {

  private static final String LI = "household/4101990010010001/01";
  private static final String NAME = "李样例";
  private static final String ID_NUMBER = "410100197001010010";

  private final TestDatabase database = TestDatabase.create();
  private final Journal journal = new Journal(database.app());
  private final Vault vault = database.vault();

  @AfterEach
  void close() {
    journal.close();
    database.close();
  }

  private interface Work<T> {
    T run() throws SQLException;
  }

  /** What an order does: collect on a unit of work, then append. */
  private <T> T appending(Work<T> work) throws SQLException {
    UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(null);
    T result = work.run();
    journal.append(Append.current());
    unit.commit();
    return result;
  }

  @Test
  void givesBackWhatWasSealed() throws SQLException {
    Commitment name = appending(() -> vault.seal(LI, PersonalField.NAME, NAME));
    assertThat(vault.open(name)).contains(NAME);
    assertThat(vault.open(new Commitment(PersonalField.PHONE, name.digest()))).isEmpty();
    assertThat(vault.open(Commitment.to(PersonalField.NAME, new byte[32], NAME))).isEmpty();
  }

  @Test
  void keepsSeveralFieldsUnderOneKeyOfAnAppend() throws SQLException {
    Commitment first = appending(() -> vault.seal(LI, PersonalField.NAME, NAME));
    Commitment[] two =
        appending(() ->
            new Commitment[] {
              vault.seal(LI, PersonalField.ID_NUMBER, ID_NUMBER),
              vault.seal(LI, PersonalField.PHONE, "")
            });
    assertThat(vault.open(first)).contains(NAME);
    assertThat(vault.open(two[0])).contains(ID_NUMBER);
    assertThat(vault.open(two[1])).contains("");
    assertThat(ask("select count(*) from vault.subject_key")).isEqualTo("2");
  }

  @Test
  void commitsAnewToTheSameValue() throws SQLException {
    Commitment one = appending(() -> vault.seal(LI, PersonalField.NAME, NAME));
    Commitment two = appending(() -> vault.seal(LI, PersonalField.NAME, NAME));
    assertThat(one).isNotEqualTo(two);
  }

  @Test
  void storesNothingReadable() throws SQLException {
    Commitment name = appending(() -> vault.seal(LI, PersonalField.NAME, NAME));
    byte[] sealed;
    try (Connection connection = database.app().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select sealed from vault.field")) {
      assertThat(row.next()).isTrue();
      sealed = row.getBytes(1);
    }
    assertThat(sealed).hasSize(12 + 32 + NAME.getBytes(UTF_8).length + 16);
    assertThat(new String(sealed, ISO_8859_1))
        .doesNotContain(new String(NAME.getBytes(UTF_8), ISO_8859_1));
    assertThat(name.digest()).isNotEqualTo(Sha256.of(NAME.getBytes(UTF_8)));
  }

  @Test
  void forgetsASubjectWhoseKeysAreGone() throws SQLException {
    Commitment name = appending(() -> vault.seal(LI, PersonalField.NAME, NAME));
    run("delete from vault.subject_key where subject = '" + LI + "'");
    assertThat(vault.open(name)).isEmpty();
    assertThat(ask("select count(*) from vault.field")).isEqualTo("0");
  }

  @Test
  void doesNotOpenWithAnotherMasterKey() throws SQLException {
    Commitment name = appending(() -> vault.seal(LI, PersonalField.NAME, NAME));
    MasterKey another = MasterKey.of("YW5vdGhlci1tYXN0ZXIta2V5LW9mLTMyLWJ5dGVzLi4=");
    Vault other = new Vault(database.app(), another, new SecureRandom());
    assertThatThrownBy(() -> other.open(name))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageNotContaining(NAME)
        .hasNoCause();
    assertThat(other.fingerprint(ID_NUMBER)).isNotEqualTo(vault.fingerprint(ID_NUMBER));
  }

  @Test
  void noticesASwappedRow() throws SQLException {
    Commitment name =
        appending(() -> {
          vault.seal(LI, PersonalField.NAME, "王样例");
          return vault.seal(LI, PersonalField.NAME, NAME);
        });
    runAsSuperuser(
        """
        update vault.field set sealed = (select sealed from vault.field as other
          where other.digest <> field.digest)
        """);
    assertThatThrownBy(() -> vault.open(name)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void recognisesAnIdNumberWithoutKnowingIt() {
    assertThat(vault.fingerprint(ID_NUMBER))
        .matches("[0-9a-f]{64}")
        .isEqualTo(vault.fingerprint(" 410100 19700101 0010 "))
        .isNotEqualTo(vault.fingerprint("410100197001010029"));
  }

  @Test
  void sealsOnlyWithinAnAppend() {
    assertThatThrownBy(() -> vault.seal(LI, PersonalField.NAME, NAME))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageNotContaining(NAME);
  }

  @Test
  void takesNoMasterKeyOfAnotherLength() {
    assertThatThrownBy(() -> MasterKey.of("c2hvcnQ="))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the master key has 5 bytes, not 32");
    assertThatThrownBy(() -> MasterKey.of("not base64!"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("not base64!");
    assertThat(TestDatabase.MASTER_KEY.toString()).isEqualTo("MasterKey");
  }

  private static final Publications.About ABOUT_NOBODY =
      new Publications.About(List.of(), 0, List.of());

  @Test
  void standsBesideThePublishedDocuments() throws SQLException {
    byte[] document = "{\"title\":\"样例\"}".getBytes(UTF_8);
    Sha256 digest =
        appending(() -> Publications.put("notice/YANGLI-GS-0001", document, ABOUT_NOBODY, null));
    Publications publications = new Publications(database.app(), Clock.systemUTC());
    assertThat(publications.find("notice/YANGLI-GS-0001", digest).orElseThrow().content())
        .isEqualTo(document);
    assertThat(publications.find("notice/YANGLI-GS-0001", Sha256.of(new byte[1]))).isEmpty();
    assertThat(
            appending(
                () -> Publications.put("notice/YANGLI-GS-0001", document, ABOUT_NOBODY, null)))
        .isEqualTo(digest);
    run("update publication.document set content = null, withdrawn_at = now()");
    assertThat(publications.find("notice/YANGLI-GS-0001", digest).orElseThrow().content()).isNull();
  }

  private String ask(String sql) throws SQLException {
    try (Connection connection = database.app().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : "";
    }
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = database.app().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void runAsSuperuser(String sql) throws SQLException {
    try (Connection connection = database.superuser().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
