package org.sunshineledger.api.security;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.sunshineledger.ledger.database.StartRefused;
import org.sunshineledger.ledger.fact.Sha256;

/**
 * The accounts of this ledger, in {@code access.account}: who signs in with a password, and who is
 * known by the token of an identity provider.
 */
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

  private static final String ALL =
      """
      select username, officer, roles, region, password_hash, enabled
      from access.account order by username
      """;

  private static final String ADD =
      """
      insert into access.account (username, officer, roles, region, password_hash, enabled)
      select ?, ?, string_to_array(?, ','), ?, ?, true
      where not exists (select from access.account where officer = ?)
      on conflict (username) do nothing
      """;

  private static final String BOUND =
      """
      select username, officer, roles, region, password_hash, enabled
      from access.account where issuer = ? and subject = ?
      """;

  private static final String BIND =
      """
      update access.account set issuer = ?, subject = ? where username = ?
      """;

  /** The setting that names the identity provider; empty where there is none. */
  public static final String ISSUER_SETTING =
      "spring.security.oauth2.resourceserver.jwt.issuer-uri";

  /** What OpenID Connect lets a provider call somebody. */
  private static final Pattern SUBJECT = Pattern.compile("[\\x20-\\x7e]{1,255}");

  private static final int SHORT_FORM = 16;

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._@-]{1,64}");

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

  /**
   * The accounts of a database, for whoever changes them without the doors.
   *
   * @param database logs in as {@code ledger_app}
   */
  public static Accounts on(DataSource database) {
    return new Accounts(JdbcClient.create(database), new Passwords());
  }

  /** What is wrong with a password somebody wants to have, in both languages; null for nothing. */
  public static @Nullable String objectionTo(String password) {
    return Passwords.objection(password);
  }

  @Override
  public UserDetails loadUserByUsername(String name) {
    return find(name).orElseThrow(() -> new UsernameNotFoundException("no such account"));
  }

  /** Whether the account is still what it was when it signed in. */
  boolean stands(Account account) {
    return find(account.name()).filter(account::equals).isPresent();
  }

  public Optional<Account> find(String name) {
    // What can be no name is not asked for: the database refuses some characters.
    if (!NAME.matcher(name).matches()) return Optional.empty();
    return db.sql(FIND).param(name).query(Accounts::account).optional();
  }

  /** All of them, in the order of their names. */
  public List<Account> all() {
    return db.sql(ALL).query(Accounts::account).list();
  }

  /**
   * Adds an account; nothing when there is one of that name, or one that is bound to that officer:
   * an account is one person's.
   *
   * @return whether it was added
   */
  public boolean add(String name, String officer, Set<Role> roles, String region, String password) {
    Account account =
        new Account(
            name, officer, roles, region, Objects.requireNonNull(passwords.encode(password)), true);
    return db.sql(ADD)
            .param(account.name())
            .param(account.officer())
            .param(roles(account))
            .param(account.region())
            .param(account.passwordHash())
            .param(account.officer())
            .update()
        == 1;
  }

  /** Whether there is an account of that name, which may sign in from now on or not any more. */
  public boolean enable(String name, boolean enabled) {
    return db.sql("update access.account set enabled = ? where username = ?")
            .param(enabled)
            .param(name)
            .update()
        == 1;
  }

  /** Whether there is an account of that name, which has another password from now on. */
  public boolean setPassword(String name, String password) {
    return db.sql("update access.account set password_hash = ? where username = ?")
            .param(Objects.requireNonNull(passwords.encode(password)))
            .param(name)
            .update()
        == 1;
  }

  /** Whether a provider may call somebody so. */
  public static boolean isSubject(String subject) {
    return SUBJECT.matcher(subject).matches() && subject.equals(subject.strip());
  }

  /** The account of somebody whom the provider calls so. */
  Optional<Account> boundTo(String issuer, String subject) {
    if (!isSubject(subject)) return Optional.empty();
    return db.sql(BOUND).param(issuer).param(subject).query(Accounts::account).optional();
  }

  /**
   * Binds an account to somebody whom the provider calls so, and to nobody else; not when another
   * account is bound to him.
   *
   * @return whether it is bound to him now
   */
  public boolean bind(String name, String issuer, String subject) {
    if (!isSubject(subject)) throw new IllegalArgumentException("not a subject");
    try {
      return db.sql(BIND).param(issuer).param(subject).param(name).update() == 1;
    } catch (DuplicateKeyException e) {
      return false;
    }
  }

  /** Whether there is an account of that name, for which no token is taken from now on. */
  public boolean unbind(String name) {
    return db.sql("update access.account set issuer = null, subject = null where username = ?")
            .param(name)
            .update()
        == 1;
  }

  /**
   * To whom an account may be bound.
   *
   * @param name of the account
   */
  public record Binding(String name, String issuer, String subject) {}

  /** Of all accounts that are bound to somebody. */
  public List<Binding> bindings() {
    return db.sql("select username, issuer, subject from access.account where subject is not null")
        .query((row, _) -> new Binding(row.getString(1), row.getString(2), row.getString(3)))
        .list();
  }

  /**
   * By which somebody is told from others where his name must not stand: nobody finds it by the
   * short form, and who knows it finds the short form.
   */
  public static String shortForm(String issuer, String subject) {
    return Sha256.of((issuer + "\n" + subject).getBytes(StandardCharsets.UTF_8))
        .hex()
        .substring(0, SHORT_FORM);
  }

  private static String roles(Account account) {
    return account.roles().stream().map(Role::key).sorted().collect(Collectors.joining(","));
  }

  /** Adds the account; one of that name keeps everything but its password. */
  public void put(Account account) {
    db.sql(PUT)
        .param(account.name())
        .param(account.officer())
        .param(roles(account))
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
    if (given.getBytes(StandardCharsets.UTF_8).length > Passwords.LONGEST_BYTES)
      throw new StartRefused(
          "LEDGER_DEMO_PASSWORD is longer than %d bytes.".formatted(Passwords.LONGEST_BYTES),
          "Set a shorter one: what is behind its 72nd byte would not be looked at.");
    Optional<Account> existing = find(Role.CLERK.key());
    if (given.isEmpty() && existing.isPresent()) return;
    if (existing.isPresent() && passwords.matches(given, existing.get().passwordHash())) return;
    String password = given.isEmpty() ? invented() : given;
    String hash = Objects.requireNonNull(passwords.encode(password));
    for (Role role : Role.values()) {
      String officer = "DEMO-" + role.name();
      // A person's account of that name keeps the person's password.
      if (find(role.key()).filter(account -> !account.officer().equals(officer)).isEmpty())
        put(new Account(role.key(), officer, Set.of(role), DEMONSTRATION_REGION, hash, true));
    }
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
