package org.sunshineledger.api.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.AbstractDataSource;

@DisplayName("A connection that is asked for again")
class SoonAgainTest {

  /** Fails so, one after the other; then there is a connection. */
  private static final class Server extends AbstractDataSource {

    private final Deque<String> states;
    private int asked;

    Server(String... states) {
      this.states = new ArrayDeque<>(List.of(states));
    }

    @Override
    public Connection getConnection() throws SQLException {
      asked++;
      if (!states.isEmpty()) throw new SQLException("no", states.remove());
      return (Connection)
          Proxy.newProxyInstance(
              SoonAgainTest.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (_, _, _) -> null);
    }

    @Override
    public Connection getConnection(String username, String password) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void isThereOnceTheDatabaseIs() throws SQLException {
    Server server = new Server("08001", "57P03");
    assertThat(new SoonAgain(server).getConnection()).isNotNull();
    assertThat(server.asked).isEqualTo(3);
  }

  @Test
  void isRefusedAtOnceWhereAskingAgainDoesNotHelp() {
    Server server = new Server("28P01", "28P01");
    assertThatThrownBy(new SoonAgain(server)::getConnection).isInstanceOf(SQLException.class);
    assertThat(server.asked).isEqualTo(1);
  }
}
