package org.sunshineledger.api.security;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.sunshineledger.ledger.duty.OfficerEvent.PostLeft;
import org.sunshineledger.ledger.duty.OfficerEvent.PostTaken;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.journal.Journal;

/** In which post an account acts today, as its officer's facts in the ledger have it. */
@Component
public final class Duties {

  /** The office of an officer whom the ledger does not know yet. */
  private static final String ACCOUNT = "本地账号";

  private final Journal journal;
  private final FactCodec codec;
  private final Clock clock;

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
    OfficerId officer = new OfficerId(account.officer());
    List<Fact> facts = journal.stream(officer.stream()).stream().map(codec::decode).toList();
    Role role = account.roles().stream().min(Comparator.naturalOrder()).orElseThrow();
    if (facts.isEmpty())
      return Optional.of(
          new Actor(officer, role.post(), ACCOUNT, new RegionCode(account.region())));
    List<PostTaken> held = heldOn(LocalDate.now(clock), facts);
    return held.stream()
        .filter(taken -> account.roles().stream().anyMatch(r -> r.post() == taken.post()))
        .findFirst()
        .or(() -> held.stream().findFirst())
        .map(taken -> new Actor(officer, taken.post(), taken.office(), taken.region()));
  }

  /** The posts held on the day, the latest taken first. */
  private static List<PostTaken> heldOn(LocalDate day, List<Fact> facts) {
    List<PostTaken> held = new ArrayList<>();
    facts.stream()
        .filter(fact -> !fact.occurredOn().isAfter(day))
        .sorted(Comparator.comparing(Fact::occurredOn).thenComparingLong(Fact::position))
        .map(Fact::event)
        .forEach(event -> {
          if (event instanceof PostTaken taken) held.addFirst(taken);
          if (event instanceof PostLeft left)
            held.removeIf(
                taken -> taken.post() == left.post() && taken.region().equals(left.region()));
        });
    return held;
  }
}
