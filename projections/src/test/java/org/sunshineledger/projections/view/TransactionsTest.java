package org.sunshineledger.projections.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.axonframework.common.transaction.Transaction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.projections.ToldLedger;

@DisplayName("The transaction of a view")
class TransactionsTest {

  @Test
  void doesNotWaitForTheDiskAndNobodyElseGetsThatWithItsConnection() throws SQLException {
    try (ToldLedger ledger = new ToldLedger()) {
      Transactions transactions = new Transactions(ledger.dataSource());
      for (int turn = 0; turn < 30; turn++) {
        Transaction transaction = transactions.startTransaction();
        assertThat(waits(transactions)).isEqualTo("off");
        if (turn % 2 == 0) transaction.commit();
        else transaction.rollback();
        assertThat(waits(transactions)).isEqualTo("on");
      }
    }
  }

  @Test
  void takesNoConnectionBeforeAnythingIsAsked() throws SQLException {
    try (ToldLedger ledger = new ToldLedger()) {
      AtomicInteger taken = new AtomicInteger();
      DataSource counted =
          (DataSource)
              Proxy.newProxyInstance(
                  DataSource.class.getClassLoader(),
                  new Class<?>[] {DataSource.class},
                  (_, method, arguments) -> {
                    taken.incrementAndGet();
                    return method.invoke(ledger.dataSource(), arguments);
                  });
      Transactions transactions = new Transactions(counted);

      transactions.startTransaction().commit();
      transactions.startTransaction().rollback();
      assertThat(taken).as("a page that holds nothing for a view").hasValue(0);

      Transaction transaction = transactions.startTransaction();
      assertThat(waits(transactions)).isEqualTo("off");
      assertThat(waits(transactions)).isEqualTo("off");
      transaction.commit();
      assertThat(taken).as("one for all that is asked").hasValue(1);
    }
  }

  private static String waits(Transactions transactions) throws SQLException {
    try (Connection connection = transactions.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show synchronous_commit")) {
      row.next();
      return row.getString(1);
    }
  }
}
