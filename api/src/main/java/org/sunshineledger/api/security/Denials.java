package org.sunshineledger.api.security;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.sunshineledger.api.web.Fault;

/**
 * 拒绝记录: every time somebody is turned away, with who, what and when, in {@code access.denial}, to
 * which is only added. Whoever is turned away does not wait for it. The first of a kind in a minute
 * is written within a second, the others of that minute are one row with their number, so that a
 * flood fills neither the table nor the memory.
 */
public final class Denials implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Denials.class);

  /** Kinds that one network may have in a minute; what is more is counted as one kind. */
  private static final int KINDS_OF_A_NETWORK = 50;

  /** Kinds that all may have in a minute. */
  private static final int KINDS = 5_000;

  private static final int LONGEST_NAME = 64;
  private static final String ANY = "*";
  private static final int SEGMENTS = 8;
  private static final Pattern WORD = Pattern.compile("[a-z][a-z.-]{0,39}");
  private static final int IPV4_NETWORK = 3;
  private static final int IPV6_NETWORK = 6;

  private static final Set<Fault> TURNED_AWAY =
      EnumSet.of(
          Fault.SIGN_IN,
          Fault.BAD_TOKEN,
          Fault.NO_ACCOUNT,
          Fault.NOT_YOUR_ROLE,
          Fault.OUTSIDE_YOUR_REGION,
          Fault.NO_POST,
          Fault.STALE_FORM,
          Fault.TOO_MANY_ATTEMPTS);

  private static final String ADD =
      """
      insert into access.denial
        (first_at, last_at, times, account, officer, region, subject, method, address, code, network)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String OF_REGIONS =
      """
      select id, first_at, last_at, times, account, officer, region, subject, method, address, code,
        network
      from access.denial
      where (region = any (string_to_array(?, ',')) or (region is null and ?))
        and last_at >= ? and first_at < ? and id < ?
      order by id desc limit ?
      """;

  /**
   * What is counted together.
   *
   * @param account name of the account that was used or tried; null for none, and for a name that
   *     no account has
   * @param subject short form of the subject of a token that no account is bound to
   * @param address without anything that could be a person's
   * @param network of the caller, not the caller
   */
  private record Kind(
      @Nullable String account,
      @Nullable String subject,
      String method,
      String address,
      String code,
      String network) {}

  private static final class Tally {
    private final Instant first;
    private Instant last;
    private int times;
    private int written;

    Tally(Instant first) {
      this.first = first;
      this.last = first;
    }
  }

  private record Minute(Instant begins, Kind kind) {}

  /**
   * One row.
   *
   * @param id in the order in which they were written
   * @param times how often, between {@code firstAt} and {@code lastAt}
   * @param account null where none was used, or a name that no account has
   * @param region of the officer's post then; null without an account
   * @param tokenSubject short form of the subject of a good token that no account is bound to; else
   *     null
   * @param address with {@code {}} for whatever is no plain word
   * @param code of the fault the caller was answered with
   * @param network the first part of the caller's address, or * for many
   */
  public record Denial(
      @JsonIgnore long id,
      Instant firstAt,
      Instant lastAt,
      int times,
      @Nullable String account,
      @Nullable String officer,
      @Nullable String region,
      @Nullable String tokenSubject,
      String method,
      String address,
      String code,
      String network) {}

  private final JdbcClient db;
  private final Accounts accounts;
  private final Duties duties;
  private final Clock clock;
  private final Map<Minute, Tally> tallies = new LinkedHashMap<>();
  private final Map<String, Integer> kindsOfNetwork = new HashMap<>();
  private Instant minute = Instant.EPOCH;
  private final ScheduledExecutorService writer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("denials").daemon().factory());

  Denials(JdbcClient db, Accounts accounts, Duties duties, Clock clock) {
    this.db = db;
    this.accounts = accounts;
    this.duties = duties;
    this.clock = clock;
    var _ = writer.scheduleWithFixedDelay(this::writeQuietly, 1, 1, TimeUnit.SECONDS);
  }

  /** Whether who is answered so was turned away. */
  static boolean isOne(Fault fault) {
    return TURNED_AWAY.contains(fault);
  }

  /**
   * Remembers an order of a file, if it was turned away for lack of right. It is looked at when
   * nobody waits for the answer: from where the file came is not known any more.
   *
   * @param account whose file it is, or who has it recorded
   * @param path of the door through which it came
   */
  public void noteOfFile(String account, String path, Fault fault) {
    if (isOne(fault)) note(account, null, "POST", path, fault, null);
  }

  /** Remembers that somebody was turned away; never waits and never fails. */
  void note(
      @Nullable String triedAccount,
      @Nullable String stranger,
      String method,
      String path,
      Fault fault,
      @Nullable String remoteAddress) {
    Kind kind =
        new Kind(
            triedAccount == null || triedAccount.length() > LONGEST_NAME ? null : triedAccount,
            stranger,
            WORD.matcher(method.toLowerCase(Locale.ROOT)).matches() ? method : ANY,
            withoutNumbers(path),
            fault.name(),
            network(remoteAddress));
    synchronized (tallies) {
      Instant now = clock.instant();
      Instant begins = now.truncatedTo(ChronoUnit.MINUTES);
      if (!begins.equals(minute)) {
        minute = begins;
        kindsOfNetwork.clear();
      }
      Minute counted = new Minute(begins, kind);
      if (!tallies.containsKey(counted)) counted = new Minute(begins, bounded(kind));
      Tally tally = tallies.computeIfAbsent(counted, _ -> new Tally(now));
      tally.times++;
      tally.last = now;
    }
  }

  private Kind bounded(Kind kind) {
    if (tallies.size() >= KINDS) return new Kind(null, null, ANY, ANY, kind.code(), ANY);
    int before = kindsOfNetwork.merge(kind.network(), 1, Integer::sum);
    return before <= KINDS_OF_A_NETWORK
        ? kind
        : new Kind(null, null, ANY, ANY, kind.code(), kind.network());
  }

  /** Words stay; what could be a number or a name does not. */
  static String withoutNumbers(String path) {
    return Stream.of(path.split("/", -1))
        .skip(1)
        .limit(SEGMENTS)
        .map(segment -> segment.isEmpty() || WORD.matcher(segment).matches() ? segment : "{}")
        .collect(Collectors.joining("/", "/", ""));
  }

  /** Three bytes of an IPv4 address, six of an IPv6 one: an office or a household, no device. */
  static String network(@Nullable String address) {
    if (address == null) return "?";
    try {
      InetAddress literal = InetAddress.ofLiteral(address);
      byte[] bytes = literal.getAddress();
      boolean six = literal instanceof Inet6Address;
      Arrays.fill(bytes, six ? IPV6_NETWORK : IPV4_NETWORK, bytes.length, (byte) 0);
      return InetAddress.getByAddress(bytes).getHostAddress() + (six ? "/48" : "/24");
    } catch (IllegalArgumentException | UnknownHostException e) {
      return "?";
    }
  }

  private void writeQuietly() {
    try {
      write(false);
    } catch (RuntimeException e) {
      // What could not be written is still counted, and tried again in a second.
      log.warn("denials could not be written: {}", e.getClass().getSimpleName());
    }
  }

  /** Writes what a reader of now must see. */
  public void write() {
    write(true);
  }

  private record Due(Kind kind, Instant first, Instant last, int times, Tally tally) {}

  private synchronized void write(boolean all) {
    List<Due> due = new ArrayList<>();
    synchronized (tallies) {
      Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
      for (Map.Entry<Minute, Tally> each : tallies.entrySet()) {
        Tally tally = each.getValue();
        boolean over = !each.getKey().begins().equals(now);
        int unwritten = tally.times - tally.written;
        if (unwritten > 0 && (tally.written == 0 || over || all))
          due.add(
              new Due(
                  each.getKey().kind(),
                  tally.written == 0 ? tally.first : tally.last,
                  tally.last,
                  unwritten,
                  tally));
      }
    }
    for (Due each : due) {
      if (!added(each)) continue;
      synchronized (tallies) {
        each.tally().written += each.times();
      }
    }
    synchronized (tallies) {
      Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
      Iterator<Map.Entry<Minute, Tally>> each = tallies.entrySet().iterator();
      while (each.hasNext()) {
        Map.Entry<Minute, Tally> entry = each.next();
        if (!entry.getKey().begins().equals(now)
            && entry.getValue().times == entry.getValue().written) each.remove();
      }
    }
  }

  /** One that cannot be written is tried again with the next, and keeps no other waiting. */
  private boolean added(Due due) {
    try {
      add(due);
      return true;
    } catch (CannotGetJdbcConnectionException e) {
      // It would be the same for all of them, and each would wait for it.
      throw e;
    } catch (RuntimeException e) {
      log.warn("a denial could not be written: {}", e.getClass().getSimpleName());
      return false;
    }
  }

  private void add(Due due) {
    Kind kind = due.kind();
    Optional<Account> account =
        kind.account() == null ? Optional.empty() : accounts.find(kind.account());
    db.sql(ADD)
        .param(due.first().atOffset(ZoneOffset.UTC))
        .param(due.last().atOffset(ZoneOffset.UTC))
        .param(due.times())
        // A name that no account has may be a password that was typed into the wrong field.
        .param(account.map(Account::name).orElse(null))
        .param(account.map(Account::officer).orElse(null))
        .param(account.map(this::region).orElse(null))
        .param(kind.subject())
        .param(kind.method())
        .param(kind.address())
        .param(kind.code())
        .param(kind.network())
        .update();
  }

  private String region(Account account) {
    return duties.of(account).map(actor -> actor.region().code()).orElse(account.region());
  }

  /**
   * Those of some regions, the latest first.
   *
   * @param nobodys whether also those in which no account was named
   * @param before only those that were written before the one of this id
   */
  public List<Denial> of(
      List<String> regions, boolean nobodys, Instant from, Instant until, long before, int limit) {
    return db.sql(OF_REGIONS)
        .param(String.join(",", regions))
        .param(nobodys)
        .param(from.atOffset(ZoneOffset.UTC))
        .param(until.atOffset(ZoneOffset.UTC))
        .param(before)
        .param(limit)
        .query(Denials::denial)
        .list();
  }

  private static Denial denial(ResultSet row, int ignored) throws SQLException {
    return new Denial(
        row.getLong(1),
        row.getObject(2, OffsetDateTime.class).toInstant(),
        row.getObject(3, OffsetDateTime.class).toInstant(),
        row.getInt(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getString(9),
        row.getString(10),
        row.getString(11),
        row.getString(12));
  }

  /** Writes what is left. */
  @Override
  public void close() {
    writer.shutdownNow();
    try {
      write(true);
    } catch (RuntimeException e) {
      log.warn("the last denials could not be written: {}", e.getClass().getSimpleName());
    }
  }
}
