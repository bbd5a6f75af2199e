package org.sunshineledger.ledger.fsck;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * 已删除的个人信息: that no key is in the vault of which a fact says it was destroyed. Asked only by a role
 * that may look into the vault.
 */
final class Erased {

  private static final String MAY_LOOK =
      """
      select coalesce(bool_or(has_table_privilege(pg_class.oid, 'SELECT')), false)
      from pg_class join pg_namespace on pg_namespace.oid = relnamespace
      where nspname = 'vault' and relname = 'subject_key'
        and has_schema_privilege(pg_namespace.oid, 'USAGE')
      """;

  private static final String ERASURES =
      """
      select position, detail from journal.event
      where type = 'vault.personal-data-erased.v1' order by position
      """;

  private final Connection snapshot;
  private final Findings findings;
  private final JsonMapper json = JsonMapper.shared();

  Erased(Connection snapshot, Findings findings) {
    this.snapshot = snapshot;
    this.findings = findings;
  }

  void check() throws SQLException {
    if (!mayLook()) return;
    try (Statement statement = snapshot.createStatement();
        ResultSet row = statement.executeQuery(ERASURES);
        PreparedStatement there =
            snapshot.prepareStatement("select from vault.subject_key where id = any (?)")) {
      while (row.next()) {
        there.setArray(1, snapshot.createArrayOf("uuid", keys(row.getBytes(2)).toArray()));
        try (ResultSet found = there.executeQuery()) {
          if (found.next())
            findings.add(Finding.at(row.getLong(1), Finding.Code.ERASED_KEY_CAME_BACK));
        }
      }
    }
  }

  private boolean mayLook() throws SQLException {
    try (Statement statement = snapshot.createStatement();
        ResultSet row = statement.executeQuery(MAY_LOOK)) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** None of a detail that was damaged: that is found where it is read as a fact. */
  private List<UUID> keys(byte[] detail) {
    List<UUID> keys = new ArrayList<>();
    try {
      for (JsonNode key : json.readTree(detail).path("data").path("event").path("keys"))
        keys.add(UUID.fromString(key.asString()));
    } catch (JacksonException | IllegalArgumentException damaged) {
      return List.of();
    }
    return keys;
  }
}
