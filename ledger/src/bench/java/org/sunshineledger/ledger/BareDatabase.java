package org.sunshineledger.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.journal.StoredFact;

/**
 * What PostgreSQL does without any ledger: a table like the journal's in a place of its own, one
 * insert a commit, in no order, with gaps, without guards, without asking whether it may.
 */
final class BareDatabase implements Contender {

  private static final int FETCH = 2_048;

  private final HikariDataSource pool;
  private final FactCodec codec = new FactCodec(OurLedger.types());
  private final SecureRandom random = new SecureRandom();
  private final int run;

  BareDatabase(HikariDataSource pool, int run) {
    this.pool = pool;
    this.run = run;
  }

  void makeTables() {
    sql("create table view.bare (like journal.event including all)");
    sql("create sequence view.bare_position minvalue 0");
    sql("alter table view.bare alter column position set default nextval('view.bare_position')");
    sql("alter table view.bare alter column recorded_at set default clock_timestamp()");
  }

  private void sql(String text) {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(text);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  StoredFact fact(int client, long number) {
    UUID id = UUID.randomUUID();
    String name = Contender.folderOf(run, client, number);
    String stream = "folder/" + name;
    long sequence = number % LIFE;
    Folder.FolderEvent event =
        sequence == 0
            ? new Folder.Opened(name)
            : new Folder.Noted(name, (int) sequence, number, Folder.REFERENCES);
    byte[] salt = new byte[32];
    random.nextBytes(salt);
    byte[] detail = codec.encode(id, stream, sequence, Folder.envelope(Folder.act()), event);
    return new StoredFact(
        0,
        java.time.Instant.EPOCH,
        id,
        stream,
        sequence,
        codec.types().nameOf(event.getClass()),
        salt,
        detail);
  }

  @Override
  public void order(int client, long number) {
    StoredFact fact = fact(client, number);
    try (Connection connection = pool.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                insert into view.bare (id, stream, sequence, type, salt, detail, leaf)
                values (?, ?, ?, ?, ?, ?, ?)
                """)) {
      insert.setObject(1, fact.id());
      insert.setString(2, fact.stream());
      insert.setLong(3, fact.sequence());
      insert.setString(4, fact.type());
      insert.setBytes(5, fact.salt());
      insert.setBytes(6, fact.detail());
      insert.setBytes(7, fact.leaf());
      insert.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A cursor over the journal's own table, in order, each row decoded. */
  long readAll() {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                select position, recorded_at, id, stream, sequence, type, salt, detail
                from journal.event order by position
                """)) {
      connection.setAutoCommit(false);
      statement.setFetchSize(FETCH);
      long count = 0;
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          StoredFact fact =
              new StoredFact(
                  row.getLong(1),
                  row.getObject(2, OffsetDateTime.class).toInstant(),
                  row.getObject(3, UUID.class),
                  row.getString(4),
                  row.getLong(5),
                  row.getString(6),
                  row.getBytes(7),
                  row.getBytes(8));
          if (codec.decode(fact).position() == fact.position()) count++;
        }
      }
      connection.commit();
      connection.setAutoCommit(true);
      return count;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean virtualClients() {
    return false;
  }

  @Override
  public void close() {
    pool.close();
  }
}
