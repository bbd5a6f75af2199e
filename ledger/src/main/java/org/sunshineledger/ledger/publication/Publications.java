package org.sunshineledger.ledger.publication;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.journal.Append;

/** The store of published documents. A document is its bytes; its name is their digest. */
public final class Publications {

  private final DataSource dataSource;

  public Publications(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Stores the document together with the running append.
   *
   * @param notice stream of the notice, e.g. {@code notice/GS-2016-001}
   * @return SHA-256 of the bytes, for the fact
   * @throws IllegalStateException outside of a unit of work
   */
  public static Sha256 put(String notice, byte[] document) {
    Sha256 digest = Sha256.of(document);
    Append.current()
        .sideRow(
            "insert into publication.document (digest, content, notice) values (?, ?, ?)"
                + " on conflict (digest) do nothing",
            digest.bytes(),
            document,
            notice);
    return digest;
  }

  /** The document; empty when it was withdrawn or never published. */
  public Optional<byte[]> get(Sha256 digest) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "select content from publication.document where digest = ?")) {
      statement.setBytes(1, digest.bytes());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.ofNullable(row.getBytes(1)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(
          "the publications could not be read (SQL state %s)".formatted(e.getSQLState()));
    }
  }
}
