package org.sunshineledger.api.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.sunshineledger.ledger.Assumed;
import org.sunshineledger.ledger.duty.OfficerEvent;
import org.sunshineledger.ledger.duty.OfficerEvent.PostLeft;
import org.sunshineledger.ledger.duty.OfficerEvent.PostTaken;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.journal.Journal;
import org.sunshineledger.ledger.journal.StoredFact;

/**
 * In which post an account acts today, as its officer's facts in the ledger have it. What they came
 * to is remembered, and only what has come since is read.
 */
@Component
public final class Duties {

  /** The office of an officer whom the ledger does not know yet. */
  private static final String ACCOUNT = "本地账号";

  private static final int OFFICERS_HELD_AT_MOST = 10_000;

  /**
   * In which post an account acts.
   *
   * @param actor empty when the officer holds no post today
   * @param asOf up to which fact of the officer it was found
   */
  public record Standing(Optional<Actor> actor, Assumed asOf) {}

  /** An officer took a post or left it. */
  private record Turn(LocalDate occurredOn, long position, OfficerEvent event) {}

  /**
   * What an officer's facts up to one of them say about posts.
   *
   * @param sequence of that one, -1 for none
   * @param turns in the order of their days
   */
  private record Known(long sequence, List<Turn> turns) {

    static final Known NOTHING = new Known(-1, List.of());
  }

  private final Journal journal;
  private final FactCodec codec;
  private final Clock clock;
  private final Cache<OfficerId, Known> officers =
      Caffeine.newBuilder().maximumSize(OFFICERS_HELD_AT_MOST).build();

  Duties(Journal journal, FactCodec codec, Clock clock) {
    this.journal = journal;
    this.codec = codec;
    this.clock = clock;
  }

  /**
   * The actor behind the account, or nothing when the officer holds no post today. An officer
   * without any fact acts as the account says.
   */
  public Optional<Actor> of(Account account) {
    return now(account).actor();
  }

  /** The same, and up to which fact it holds. */
  public Standing now(Account account) {
    OfficerId officer = new OfficerId(account.officer());
    return standing(account, officer, read(officer));
  }

  /**
   * The same as it was when it was last asked for, here: another node may have learned more since.
   * Whoever acts on it has it looked at again before anything comes of it.
   */
  public Standing lately(Account account) {
    OfficerId officer = new OfficerId(account.officer());
    @Nullable Known known = officers.getIfPresent(officer);
    return standing(account, officer, known == null ? read(officer) : known);
  }

  private Standing standing(Account account, OfficerId officer, Known known) {
    return new Standing(
        actor(account, officer, known), new Assumed(officer.stream(), known.sequence()));
  }

  private Optional<Actor> actor(Account account, OfficerId officer, Known known) {
    Role role = account.roles().stream().min(Comparator.naturalOrder()).orElseThrow();
    if (known.sequence() < 0)
      return Optional.of(
          new Actor(officer, role.post(), ACCOUNT, new RegionCode(account.region())));
    List<PostTaken> held = heldOn(LocalDate.now(clock), known.turns());
    return held.stream()
        .filter(taken -> account.roles().stream().anyMatch(r -> r.post() == taken.post()))
        .findFirst()
        .or(() -> held.stream().findFirst())
        .map(taken -> new Actor(officer, taken.post(), taken.office(), taken.region()));
  }

  private Known read(OfficerId officer) {
    Known before = officers.get(officer, _ -> Known.NOTHING);
    List<StoredFact> news = journal.stream(officer.stream(), before.sequence() + 1);
    if (news.isEmpty()) return before;
    List<Turn> turns = new ArrayList<>(before.turns());
    for (StoredFact stored : news) {
      Fact fact = codec.decode(stored);
      if (fact.event() instanceof PostTaken || fact.event() instanceof PostLeft)
        turns.add(new Turn(fact.occurredOn(), fact.position(), (OfficerEvent) fact.event()));
    }
    turns.sort(Comparator.comparing(Turn::occurredOn).thenComparingLong(Turn::position));
    Known after = new Known(news.getLast().sequence(), List.copyOf(turns));
    // Two may have read at once; the one who has read further is right.
    officers
        .asMap()
        .merge(officer, after, (one, other) -> one.sequence() > other.sequence() ? one : other);
    return after;
  }

  /** The posts held on the day, the latest taken first. */
  private static List<PostTaken> heldOn(LocalDate day, List<Turn> turns) {
    List<PostTaken> held = new ArrayList<>();
    for (Turn turn : turns) {
      if (turn.occurredOn().isAfter(day)) break;
      if (turn.event() instanceof PostTaken taken) held.addFirst(taken);
      if (turn.event() instanceof PostLeft left)
        held.removeIf(taken -> taken.post() == left.post() && taken.region().equals(left.region()));
    }
    return held;
  }
}
