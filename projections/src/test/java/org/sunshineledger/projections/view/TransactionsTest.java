package org.sunshineledger.projections.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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

  private static String waits(Transactions transactions) throws SQLException {
    try (Connection connection = transactions.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show synchronous_commit")) {
      row.next();
      return row.getString(1);
    }
  }
}
