package org.sunshineledger.ledger.fsck;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What stands beside the facts: claims, idempotency keys, and the guards of all five tables. */
final class Surroundings {

  private static final String CLAIMS =
      """
      select position, count(*) over ()
      from (
        select position, turn, holder, held,
          row_number() over turns - 1 as expected,
          lag(holder) over turns as holder_before,
          max(position) over (turns rows between unbounded preceding and 1 preceding) as not_before
        from journal.claim
        window turns as (partition by kind, key order by turn)
      ) as claim
      where (turn = expected
          -- The first turn takes, the second gives back, and so on.
          and held = (turn % 2 = 0)
          and (held or holder = holder_before)
          and (position is null or coalesce(position >= not_before, true))
          and (position is null
            or exists (select from journal.event where event.position = claim.position))
        ) is not true
      order by position nulls last
      """;

  /** A key names the first and the last fact it led to, or -1 and -1. */
  private static final String KEYS =
      """
      select nullif(case when first.position is null then first_position else last_position end, -1),
        count(*) over ()
      from journal.idempotency
      left join journal.event as first on first.position = first_position
      left join journal.event as last on last.position = last_position
      where ((first_position = -1 and last_position = -1)
          or (first_position <= last_position
            and first.position is not null and last.position is not null)
        ) is not true
      order by 1 nulls last
      """;

  /**
   * That no position, id, turn or checkpoint comes twice is what the keys see to, so they must be
   * there. The application may let tiles grow, and for that alone it may update their hashes.
   */
  private static final String GUARDS =
      """
      with history (name, may_grow) as (values ('journal.event', false), ('journal.claim', false),
        ('journal.idempotency', false), ('log.tile', true), ('log.checkpoint', false),
        ('log.cosignature', false))
      select 'trigger ' || wanted.name || ' on ' || history
      from (values ('journal.event', 'append_only', 'journal.refuse_change'),
          ('journal.claim', 'append_only', 'journal.refuse_change'),
          ('journal.idempotency', 'append_only', 'journal.refuse_change'),
          ('log.tile', 'append_only', 'log.refuse_change'),
          ('log.tile', 'grows_only', 'log.refuse_other_hashes'),
          ('log.checkpoint', 'append_only', 'log.refuse_change'),
          ('log.cosignature', 'append_only', 'log.refuse_change'),
          ('publication.document', 'only_withdraw', 'publication.only_withdraw'),
          ('publication.document', 'no_truncate', 'publication.only_withdraw'),
          ('publication.payee', 'append_only', 'journal.refuse_change')) as wanted (history, name, refusal)
      where not exists (
        select from pg_trigger
        where tgrelid = to_regclass(history) and tgname = wanted.name
          and tgenabled = 'A' and tgfoid = to_regproc(refusal))
      union all
      select 'key ' || wanted.name
      from (values ('journal.event', 'event_pkey'), ('journal.event', 'event_id_key'),
          ('journal.event', 'event_stream_sequence_key'), ('journal.claim', 'claim_pkey'),
          ('journal.idempotency', 'idempotency_pkey'), ('log.tile', 'tile_pkey'),
          ('log.checkpoint', 'checkpoint_pkey'), ('log.checkpoint', 'checkpoint_previous_key'),
          ('log.cosignature', 'cosignature_pkey')) as wanted (history, name)
      where not exists (
        select from pg_constraint join pg_index on indexrelid = conindid
        where conrelid = to_regclass(history) and conname = wanted.name
          and contype in ('p', 'u') and indisvalid)
      union all
      select lower(privilege) || ' by ledger_app on ' || name
      from history cross join unnest(array['UPDATE', 'DELETE', 'TRUNCATE']) as privilege
      where has_table_privilege('ledger_app', to_regclass(name), privilege)
        or privilege = 'UPDATE' and not may_grow
          and has_any_column_privilege('ledger_app', to_regclass(name), privilege)
        or privilege = 'UPDATE' and may_grow
          and (has_column_privilege('ledger_app', to_regclass(name), 'level', privilege)
            or has_column_privilege('ledger_app', to_regclass(name), 'index', privilege))
      order by 1
      """;

  private final Connection snapshot;
  private final Findings findings;

  Surroundings(Connection snapshot, Findings findings) {
    this.snapshot = snapshot;
    this.findings = findings;
  }

  void check() throws SQLException {
    checkPositions(CLAIMS, Finding.Code.CLAIM_BROKEN);
    checkPositions(KEYS, Finding.Code.KEY_BROKEN);
    checkGuards();
    new Erased(snapshot, findings).check();
    new Documents(snapshot, findings).check();
  }

  /** Each row is a position, or null, and how many rows there are. */
  private void checkPositions(String query, Finding.Code code) throws SQLException {
    try (Statement statement = snapshot.createStatement()) {
      statement.setMaxRows(Findings.KEPT);
      try (ResultSet row = statement.executeQuery(query)) {
        long total = 0;
        int seen = 0;
        for (; row.next(); seen++) {
          long position = row.getLong(1);
          findings.add(new Finding(code, row.wasNull() ? null : position, null));
          total = row.getLong(2);
        }
        findings.addUnseen(total - seen);
      }
    }
  }

  private void checkGuards() throws SQLException {
    try (Statement statement = snapshot.createStatement();
        ResultSet row = statement.executeQuery(GUARDS)) {
      while (row.next()) findings.add(new Finding(Finding.Code.GUARD_OFF, null, row.getString(1)));
    }
  }
}
