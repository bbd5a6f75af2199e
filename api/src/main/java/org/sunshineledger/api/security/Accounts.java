package org.sunshineledger.api.security;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The local accounts, in {@code access.account}. */
public final class Accounts implements UserDetailsService {

  private static final Logger log = LoggerFactory.getLogger(Accounts.class);

  private static final String FIND =
      """
      select username, officer, roles, region, password_hash, enabled
      from access.account where username = ?
      """;

  private static final String PUT =
      """
      insert into access.account (username, officer, roles, region, password_hash, enabled)
      values (?, ?, string_to_array(?, ','), ?, ?, ?)
      on conflict (username) do update set password_hash = excluded.password_hash
      """;

  /** 郑州市: where the demonstration accounts act. */
  private static final String DEMONSTRATION_REGION = "410100";

  /** Without look-alikes, because it is read from a screen and typed. */
  private static final String PASSWORD_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

  private static final int PASSWORD_LENGTH = 20;

  private final JdbcClient db;
  private final PasswordEncoder passwords;

  Accounts(JdbcClient db, PasswordEncoder passwords) {
    this.db = db;
    this.passwords = passwords;
  }

  @Override
  public UserDetails loadUserByUsername(String name) {
    return find(name).orElseThrow(() -> new UsernameNotFoundException("no such account"));
  }

  public Optional<Account> find(String name) {
    return db.sql(FIND).param(name).query(Accounts::account).optional();
  }

  /** Adds the account; one of that name keeps everything but its password. */
  public void put(Account account) {
    db.sql(PUT)
        .param(account.name())
        .param(account.officer())
        .param(account.roles().stream().map(Role::key).sorted().collect(Collectors.joining(",")))
        .param(account.region())
        .param(account.passwordHash())
        .param(account.enabled())
        .update();
  }

  /**
   * Makes one account for each role, named like the role. A given password is set on all of them;
   * without one, an invented password is printed once, when the accounts are made.
   */
  void makeDemonstrationAccounts(String given) {
    Optional<Account> existing = find(Role.CLERK.key());
    if (given.isEmpty() && existing.isPresent()) return;
    if (existing.isPresent() && passwords.matches(given, existing.get().passwordHash())) return;
    String password = given.isEmpty() ? invented() : given;
    String hash = Objects.requireNonNull(passwords.encode(password));
    for (Role role : Role.values())
      put(
          new Account(
              role.key(), "DEMO-" + role.name(), Set.of(role), DEMONSTRATION_REGION, hash, true));
    if (given.isEmpty())
      log.info(
          "演示账号 demonstration accounts clerk, reviewer, approver, finance, payer, auditor,"
              + " inspector, admin; 密码 password, shown only now: {}",
          password);
  }

  private static String invented() {
    SecureRandom random = new SecureRandom();
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < PASSWORD_LENGTH; i++)
      password.append(PASSWORD_LETTERS.charAt(random.nextInt(PASSWORD_LETTERS.length())));
    return password.toString();
  }

  private static Account account(ResultSet row, int ignored) throws SQLException {
    String[] roles = (String[]) row.getArray("roles").getArray();
    return new Account(
        row.getString("username"),
        row.getString("officer"),
        Arrays.stream(roles).map(Role::of).collect(Collectors.toUnmodifiableSet()),
        row.getString("region"),
        row.getString("password_hash"),
        row.getBoolean("enabled"));
  }
}
