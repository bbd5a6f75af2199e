package org.sunshineledger.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.journal.FactIds;
import org.sunshineledger.ledger.journal.FactTypes;
import org.sunshineledger.ledger.journal.Journal;
import org.sunshineledger.ledger.journal.JournalStorageEngine;
import org.sunshineledger.ledger.vault.Vault;

/** The ledger as it runs, with the benchmark's aggregate in the place of its own. */
final class OurLedger implements Contender {

  private final HikariDataSource pool;
  private final Ledger ledger;
  private final JournalStorageEngine engine;
  private final int run;

  OurLedger(HikariDataSource pool, int run) {
    this.pool = pool;
    this.run = run;
    this.ledger =
        new Ledger(
            pool,
            Clock.systemUTC(),
            new Vault(pool, TestDatabase.MASTER_KEY, new SecureRandom()),
            new SecureRandom(),
            types(),
            List.of(Folder.class),
            List.of());
    this.engine = new JournalStorageEngine(ledger.journal(), ledger.codec(), new SecureRandom());
  }

  static FactTypes types() {
    return FactTypes.of(Folder.FolderEvent.class);
  }

  static String id() {
    return new FactIds().generateIdentifier();
  }

  @Override
  public void order(int client, long number) {
    long _ = order(Contender.folderOf(run, client, number), number);
  }

  /** The same for this folder; tells where the fact stands. */
  long order(String folder, long number) {
    Order order =
        Contender.opens(number)
            ? new Folder.Open(folder)
            : new Folder.Note(folder, Folder.REFERENCES);
    return ledger.orders().submit(order, Folder.act(), null).first();
  }

  Journal journal() {
    return ledger.journal();
  }

  /** One append of events that are decided already. */
  void append(List<? extends EventMessage<?>> events) {
    UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(null);
    engine.appendEvents(events);
    unit.commit();
  }

  /** So many more notes in one append. */
  void note(String folder, int notes) {
    ledger
        .orders()
        .together(
            null,
            batch -> {
              for (int i = 0; i < notes; i++)
                batch.submit(new Folder.Note(folder, Folder.REFERENCES), Folder.act());
            });
  }

  /** All facts in order, decoded, as a view's processor gets them. */
  long readAll() {
    try (var events = ledger.eventStore().openStream(null)) {
      long size = ledger.journal().size();
      for (long i = 0; i < size; i++) events.nextAvailable();
      return size;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean virtualClients() {
    return true;
  }

  @Override
  public void close() {
    ledger.close();
    pool.close();
  }
}
