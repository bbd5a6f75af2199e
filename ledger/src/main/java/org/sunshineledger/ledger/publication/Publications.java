package org.sunshineledger.ledger.publication;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.journal.Append;

/**
 * The store of published documents. A document is its bytes; its name is their digest, and the
 * notice that it belongs to: the same list under two notices comes down with each. Once it is
 * withdrawn the bytes are gone from here, whatever day is asked about, and only the digest is left.
 */
public final class Publications implements WithdrawnDocuments {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private static final String FIND =
      """
      select content, withdraw_on, withdrawn_at from publication.document
      where digest = ? and notice = ?
      """;

  private static final String GONE =
      """
      select withdrawn_at from publication.document
      where digest = ? and notice = ? and withdrawn_at is not null
      """;

  private static final String WITHDRAW =
      """
      update publication.document set content = null, withdrawn_at = ?
      where content is not null and
      """;

  private static final String DUE = WITHDRAW + "withdraw_on <= ?";

  /** A store that was put back from a copy has again what somebody took down. */
  private static final String TAKEN_DOWN =
      WITHDRAW
          + """
          notice in (
            select stream from journal.event where type = 'notice.document-withdrawn.v1')
          """;

  /**
   * Of a household: its own facts, the lists of payment on which it stands, paid or not, and its
   * loans. What is public about it is about one of these.
   */
  private static final String ABOUT =
      """
      subjects && array(
        select id from journal.event where stream = 'household/' || ?
        union all
        select listed.id
        from publication.payee join journal.event as listed on listed.stream = payee.payment
        where payee.household = ?
        union all
        select paid.id
        from journal.event as credited join journal.event as paid
          on paid.stream
            = 'payment/' || (convert_from(credited.detail, 'UTF8')::jsonb #>> '{data,event,payment}')
        where credited.stream = 'household/' || ? and credited.type = 'household.benefit-credited.v1'
        union all
        select id from journal.event
        where stream = 'mutual-aid/' || ? and type = 'mutual-aid.loan-granted.v1'
          and convert_from(detail, 'UTF8')::jsonb #>> '{data,event,household}' = ?)
      """;

  /**
   * A list of persons with more lines than its subjects tell of, which hangs where the household
   * lives, or above: nobody can say that the household is not among those it leaves out. Above is
   * what a division has ever belonged to. Lists of payment of before their payees were kept tell of
   * nobody until they are paid.
   */
  private static final String UNTOLD =
      """
      withdraw_on is not null
        and regions && array(
          with recursive above (code) as (
            select ?::text
            union
            select parent.code
            from above
              join journal.event as told on told.stream = 'region/' || above.code
              cross join lateral (
                select convert_from(told.detail, 'UTF8')::jsonb #> '{data,event}' as event) as said
              cross join lateral (values (said.event ->> 'parent'), (said.event ->> 'to'))
                as parent (code)
            where parent.code is not null)
          select code from above)
        and rows
          > (select count(distinct stream) from journal.event
            where id = any (subjects) and stream like 'household/%')
          + (select count(*) from journal.event
            where id = any (subjects) and type = 'mutual-aid.loan-granted.v1')
          + (select coalesce(
              sum((convert_from(detail, 'UTF8')::jsonb #>> '{data,event,lineCount}')::integer), 0)
            from journal.event as requested
            where requested.type = 'payment.payment-requested.v1'
              and requested.stream in (select stream from journal.event where id = any (subjects))
              and (exists (select from publication.payee where payment = requested.stream)
                or exists (select from journal.event as paid
                  where paid.stream = requested.stream
                    and paid.type = 'payment.fund-disbursed.v1')))
      """;

  /** Of a copy that was put back: what went up after the erasure was published without him. */
  private static final String BEFORE = " and published_at <= ?";

  private static final String ERASED =
      """
      select split_part(erased.stream, '/', 2), home.village, max(erased.recorded_at)
      from journal.event as erased cross join lateral (
        select convert_from(detail, 'UTF8')::jsonb #>> '{data,event,village}' as village
        from journal.event
        where stream = 'household/' || split_part(split_part(erased.stream, '/', 2), '-', 1)
        order by sequence limit 1) as home
      where erased.type = 'vault.personal-data-erased.v1'
      group by 1, 2
      """;

  private final DataSource dataSource;
  private final Clock clock;

  /**
   * @param clock on whose day a document comes down
   */
  public Publications(DataSource dataSource, Clock clock) {
    this.dataSource = dataSource;
    this.clock = clock;
  }

  /**
   * What the store has under a digest.
   *
   * @param content null once it is withdrawn
   * @param withdrawOn the day on which it comes down by itself; null for one that stays
   * @param withdrawnAt when its bytes were destroyed; null while they are there
   */
  public record Publication(
      byte @Nullable [] content, @Nullable LocalDate withdrawOn, @Nullable Instant withdrawnAt) {}

  /**
   * What a document is about and where it hangs: by this it is found when a person is erased.
   *
   * @param subjects ids of the facts
   * @param rows lines of the list
   * @param regions that of the notice and those in which it hangs
   */
  public record About(Collection<UUID> subjects, int rows, Collection<RegionCode> regions) {}

  /**
   * Stores the document together with the running append.
   *
   * @param notice stream of the notice, e.g. {@code notice/GS-2016-001}
   * @param withdrawOn the day on which it comes down; null for one that stays
   * @return SHA-256 of the bytes, for the fact
   * @throws IllegalStateException outside of a unit of work
   */
  public static Sha256 put(
      String notice, byte[] document, About about, @Nullable LocalDate withdrawOn) {
    Sha256 digest = Sha256.of(document);
    Append.current()
        .sideRow(
            "insert into publication.document"
                + " (digest, content, notice, subjects, rows, regions, withdraw_on)"
                + " values (?, ?, ?, ?::uuid[], ?, ?::text[], ?::date)"
                + " on conflict (digest, notice) do nothing",
            digest.bytes(),
            document,
            notice,
            literal(about.subjects()),
            about.rows(),
            literal(about.regions()),
            withdrawOn == null ? null : withdrawOn.toString());
    return digest;
  }

  /**
   * Keeps who stands on a list of payment, together with the running append.
   *
   * @param payment stream of the list
   */
  public static void payees(String payment, Collection<HouseholdId> households) {
    Append.current()
        .sideRow(
            "insert into publication.payee (household, payment)"
                + " select distinct unnest(?::text[]), ? on conflict do nothing",
            literal(households.stream().map(HouseholdId::number).toList()),
            payment);
  }

  /** Of ids or codes, neither of which has to be quoted. */
  private static String literal(Collection<?> values) {
    return "{" + String.join(",", values.stream().map(Object::toString).toList()) + "}";
  }

  /** Destroys the bytes of a notice's document together with the running append. */
  public static void withdraw(String notice, Instant at) {
    Append.current().sideRow(WITHDRAW + "notice = ?", at.atOffset(ZoneOffset.UTC), notice);
  }

  /**
   * Destroys the bytes of everything that is public about a household, or may be, together with the
   * running append: where one of its members is erased, no list of its lines stays.
   *
   * @param village by whose mutual-aid fund it may have been lent to
   */
  public static void withdrawAbout(HouseholdId household, RegionCode village, Instant at) {
    String number = household.number();
    OffsetDateTime moment = at.atOffset(ZoneOffset.UTC);
    Append.current()
        .sideRow(WITHDRAW + ABOUT, moment, number, number, number, village.code(), number)
        .sideRow(WITHDRAW + UNTOLD, moment, village.code());
  }

  /**
   * What is there of a notice's document today; empty for what was never published. What is due
   * today is not given out, whether or not its bytes were destroyed already.
   */
  public Optional<Publication> find(String notice, Sha256 digest) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setBytes(1, digest.bytes());
      statement.setString(2, notice);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) return Optional.empty();
        LocalDate withdrawOn = row.getObject(2, LocalDate.class);
        OffsetDateTime withdrawnAt = row.getObject(3, OffsetDateTime.class);
        boolean due = withdrawOn != null && !today().isBefore(withdrawOn);
        return Optional.of(
            new Publication(
                due ? null : row.getBytes(1),
                withdrawOn,
                withdrawnAt == null ? null : withdrawnAt.toInstant()));
      }
    } catch (SQLException e) {
      throw notRead(e);
    }
  }

  @Override
  public Optional<LocalDate> goneOn(String notice, Sha256 digest) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(GONE)) {
      statement.setBytes(1, digest.bytes());
      statement.setString(2, notice);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(
                LocalDate.ofInstant(row.getObject(1, OffsetDateTime.class).toInstant(), ZONE))
            : Optional.empty();
      }
    } catch (SQLException e) {
      throw notRead(e);
    }
  }

  /**
   * Destroys the bytes of every document whose day has come. Any number of nodes may do it at any
   * time: what is gone is passed over.
   *
   * @return how many documents were destroyed now
   */
  public int withdrawDue() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement due = connection.prepareStatement(DUE)) {
      due.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
      due.setObject(2, today());
      return due.executeUpdate();
    } catch (SQLException e) {
      throw notWithdrawn(e);
    }
  }

  /**
   * Destroys again what somebody took down, and what is about an erased person: a store that was
   * put back from a copy has it again. For the start, before anybody may read.
   *
   * @return how many documents had come back
   */
  public int reapplyWithdrawals() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement takenDown = connection.prepareStatement(TAKEN_DOWN);
        PreparedStatement erased = connection.prepareStatement(ERASED);
        PreparedStatement about = connection.prepareStatement(WITHDRAW + ABOUT + BEFORE);
        PreparedStatement untold = connection.prepareStatement(WITHDRAW + UNTOLD + BEFORE)) {
      takenDown.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
      int withdrawn = takenDown.executeUpdate();
      try (ResultSet row = erased.executeQuery()) {
        while (row.next()) {
          String household = row.getString(1).substring(0, row.getString(1).lastIndexOf('-'));
          String village = row.getString(2);
          // It was gone from then on, and a notice that closes later is told so.
          OffsetDateTime then = row.getObject(3, OffsetDateTime.class);
          withdrawn +=
              executed(about, then, household, household, household, village, household, then);
          withdrawn += executed(untold, then, village, then);
        }
      }
      return withdrawn;
    } catch (SQLException e) {
      throw notWithdrawn(e);
    }
  }

  private static int executed(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
    return statement.executeUpdate();
  }

  private static IllegalStateException notRead(SQLException e) {
    return new IllegalStateException(
        "the publications could not be read (SQL state %s)".formatted(e.getSQLState()));
  }

  private static IllegalStateException notWithdrawn(SQLException e) {
    return new IllegalStateException(
        "documents could not be withdrawn (SQL state %s)".formatted(e.getSQLState()));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZONE);
  }
}
