package org.sunshineledger.ledger;

import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.vault.Vault;

/**
 * A vault that holds nothing, for judging without a server: what one deed seals is kept by no
 * database, so there is nothing for the next one to find.
 */
public final class EmptyVault {

  private EmptyVault() {}

  public static Vault create() {
    return new Vault(noRows(DataSource.class), TestDatabase.MASTER_KEY, new SecureRandom());
  }

  /** Every connection, statement and result that is asked of it is as empty as itself. */
  private static <T> T noRows(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> nothing(method.getReturnType())));
  }

  private static @Nullable Object nothing(Class<?> type) {
    if (type == boolean.class) return false;
    return type.isInterface() ? noRows(type) : null;
  }
}
