package org.sunshineledger.ledger.database;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the database to the schema this version needs. */
public final class Schema {

  private Schema() {}

  /**
   * Migrates as {@code ledger_owner}; does nothing when there is nothing to do.
   *
   * @throws StartRefused when a migration fails; the database is then as before it
   */
  public static void migrate(DataSource owner) {
    try {
      Flyway.configure(Schema.class.getClassLoader())
          .dataSource(owner)
          .locations("classpath:db/migration")
          .defaultSchema("migration")
          .createSchemas(true)
          .configuration(Map.of("flyway.postgresql.transactional.lock", "true"))
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new StartRefused(
          "The database could not be brought to this version's schema: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
          "Start the version that fits the database, or see the log for the statement that failed.",
          e);
    }
  }
}
