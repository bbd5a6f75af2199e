package org.sunshineledger.ledger.journal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What must hold of a journal of {@link Sayings}, whatever happened while it was written. */
final class Laws {

  private static final int PAGE = 5_000;

  private final List<StoredFact> facts = new ArrayList<>();
  private final Map<String, List<StoredFact>> appends = new HashMap<>();

  private Laws(Journal journal) {
    for (List<StoredFact> page = journal.read(0, PAGE);
        !page.isEmpty();
        page = journal.read(page.getLast().position() + 1, PAGE)) facts.addAll(page);
  }

  /** Positions dense from 0, each stream dense from 0, time that never goes back. */
  static Laws holdIn(Journal journal) {
    Laws laws = new Laws(journal);
    laws.numbersAreDenseAndTimeGoesOn();
    laws.appendsAreWhole();
    assertThat(journal.size()).isEqualTo(laws.facts.size());
    return laws;
  }

  List<StoredFact> facts() {
    return facts;
  }

  /** Those of which anything is there, by name; the facts in their order. */
  Map<String, List<StoredFact>> appends() {
    return appends;
  }

  private void numbersAreDenseAndTimeGoesOn() {
    Map<String, Long> next = new HashMap<>();
    long position = 0;
    Instant before = Instant.MIN;
    for (StoredFact fact : facts) {
      assertThat(fact.position()).isEqualTo(position++);
      assertThat(fact.sequence()).as(fact.stream()).isEqualTo(next.getOrDefault(fact.stream(), 0L));
      next.put(fact.stream(), fact.sequence() + 1);
      assertThat(fact.recordedAt()).isAfterOrEqualTo(before);
      before = fact.recordedAt();
    }
  }

  /** Each is there once, side by side, with all its parts in their order. */
  private void appendsAreWhole() {
    for (StoredFact fact : facts)
      appends.computeIfAbsent(Sayings.said(fact).append(), _ -> new ArrayList<>()).add(fact);
    appends.forEach((name, parts) -> {
      assertThat(parts).as("parts of " + name).hasSize(Sayings.said(parts.getFirst()).parts());
      long first = parts.getFirst().position();
      for (int part = 0; part < parts.size(); part++) {
        assertThat(Sayings.said(parts.get(part)).part()).as(name).isEqualTo(part);
        assertThat(parts.get(part).position()).as(name).isEqualTo(first + part);
      }
    });
  }

  /**
   * Everything that was acknowledged is there, where it was said to be, and is what was written.
   */
  void keep(Collection<Callers.Acknowledged> acknowledged) {
    for (Callers.Acknowledged each : acknowledged) {
      List<StoredFact> parts = appends.get(each.append());
      assertThat(parts).as("acknowledged: " + each).isNotNull();
      requireNonNull(parts);
      assertThat(parts.getFirst().position()).as(each.toString()).isEqualTo(each.first());
      assertThat(parts.getLast().position()).as(each.toString()).isEqualTo(each.last());
      List<UUID> ids = parts.stream().map(StoredFact::id).toList();
      if (!each.repeated()) assertThat(ids).as(each.toString()).isEqualTo(each.ids());
    }
  }
}
