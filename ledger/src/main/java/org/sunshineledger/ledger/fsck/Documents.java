package org.sunshineledger.ledger.fsck;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * 公开文件: that the store has each document that a fact published, with the bytes whose digest the
 * fact names, or knows that it was withdrawn: then the digest in the fact is all there is, and
 * nothing is wrong. Asked only by a role that may look into the store.
 */
final class Documents {

  private static final String MAY_LOOK =
      """
      select coalesce(bool_or(has_table_privilege(pg_class.oid, 'SELECT')), false)
      from pg_class join pg_namespace on pg_namespace.oid = relnamespace
      where nspname = 'publication' and relname = 'document'
        and has_schema_privilege(pg_namespace.oid, 'USAGE')
      """;

  /**
   * A detail that was damaged is found where it is read as a fact, and says nothing here: its bytes
   * may be no UTF-8, which PostgreSQL does not turn into text.
   */
  private static final String PUBLISHED =
      """
      select position, stored.digest is null as missing
      from (
        select position, stream,
          substring(encode(detail, 'escape') from '"document":\\{"digest":"([0-9a-f]{64})"') as digest
        from journal.event
        where type in ('notice.notice-posted.v1', 'notice.announced.v1')) as posted
      left join publication.document as stored
        on stored.digest = decode(posted.digest, 'hex') and stored.notice = posted.stream
      where posted.digest ~ '^[0-9a-f]{64}$'
        and (stored.digest is null
          or (stored.content is not null and sha256(stored.content) <> stored.digest))
      order by position
      """;

  private static final String TAKEN_DOWN =
      """
      select position
      from journal.event join publication.document on notice = stream and content is not null
      where type = 'notice.document-withdrawn.v1'
      order by position
      """;

  private final Connection snapshot;
  private final Findings findings;

  Documents(Connection snapshot, Findings findings) {
    this.snapshot = snapshot;
    this.findings = findings;
  }

  void check() throws SQLException {
    try (Statement statement = snapshot.createStatement()) {
      try (ResultSet row = statement.executeQuery(MAY_LOOK)) {
        if (!row.next() || !row.getBoolean(1)) return;
      }
      try (ResultSet row = statement.executeQuery(PUBLISHED)) {
        while (row.next())
          findings.add(
              Finding.at(
                  row.getLong(1),
                  row.getBoolean(2)
                      ? Finding.Code.DOCUMENT_MISSING
                      : Finding.Code.DOCUMENT_DIFFERS));
      }
      try (ResultSet row = statement.executeQuery(TAKEN_DOWN)) {
        while (row.next())
          findings.add(Finding.at(row.getLong(1), Finding.Code.DOCUMENT_CAME_BACK));
      }
    }
  }
}
