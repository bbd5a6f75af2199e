package org.sunshineledger.api.orders;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.sunshineledger.api.orders.FormField.Choice;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.Readers;
import org.sunshineledger.api.web.Texts;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.household.CrossCheckHit;
import org.sunshineledger.ledger.household.HitId;
import org.sunshineledger.ledger.household.HouseholdEvent.CrossCheckHitSettled;
import org.sunshineledger.ledger.household.HouseholdEvent.CrossChecked;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdApplied;
import org.sunshineledger.ledger.household.HouseholdEvent.MeasureCancelled;
import org.sunshineledger.ledger.household.HouseholdEvent.MeasureDelivered;
import org.sunshineledger.ledger.household.HouseholdEvent.MemberJoined;
import org.sunshineledger.ledger.household.HouseholdEvent.MemberLeft;
import org.sunshineledger.ledger.household.HouseholdEvent.PlanAdopted;
import org.sunshineledger.ledger.household.HouseholdEvent.PlanRevised;
import org.sunshineledger.ledger.household.HouseholdOrder.AddMember;
import org.sunshineledger.ledger.household.HouseholdOrder.CancelMeasure;
import org.sunshineledger.ledger.household.HouseholdOrder.DeliverMeasure;
import org.sunshineledger.ledger.household.HouseholdOrder.SettleHit;
import org.sunshineledger.ledger.household.Member;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.journal.Journal;
import org.sunshineledger.ledger.notice.NoticeEvent.ObjectionRaised;
import org.sunshineledger.ledger.notice.NoticeEvent.ObjectionResolved;
import org.sunshineledger.ledger.notice.NoticeOrder.ResolveObjection;
import org.sunshineledger.ledger.notice.ObjectionId;
import org.sunshineledger.ledger.plan.HouseholdMeasure;
import org.sunshineledger.ledger.plan.MeasureId;
import org.sunshineledger.ledger.plan.PersonMeasure;

/**
 * What of a stream an order can be about, so that nobody has to know numbers by heart: members of a
 * household, measures of its plan, open hits, open objections. Numbers and kinds, never names.
 */
@Component
final class StreamChoices {

  private final Journal journal;
  private final FactCodec codec;
  private final Readers readers;
  private final Texts texts;

  StreamChoices(Journal journal, FactCodec codec, Readers readers, Texts texts) {
    this.journal = journal;
    this.codec = codec;
    this.readers = readers;
    this.texts = texts;
  }

  /** By the type of the number; a type of which there is nothing to choose is left out. */
  Map<Class<?>, List<Choice>> of(String stream, Class<?> order, Account account) {
    if (!stream.startsWith("household/") && order != ResolveObjection.class) return Map.of();
    Set<Class<?>> wanted = wanted(order);
    if (wanted.isEmpty()) return Map.of();
    List<Fact> facts =
        journal.stream(stream).stream()
            .map(codec::decode)
            .filter(readers.mayReadAny(account))
            .toList();
    if (!facts.isEmpty()) readers.note(account, "what can be chosen of " + stream);
    Found found = new Found();
    facts.forEach(fact -> found.take(fact.event()));
    Map<Class<?>, List<Choice>> choices = new HashMap<>();
    wanted.forEach(type -> {
      Collection<Choice> those = found.of(type);
      if (!those.isEmpty()) choices.put(type, List.copyOf(those));
    });
    return choices;
  }

  /** Of the numbers that the order's form asks for, however deep, those that are there already. */
  private static Set<Class<?>> wanted(Class<?> order) {
    Set<Class<?>> asked = new HashSet<>();
    collect(order, asked);
    Set<Class<?>> wanted = new HashSet<>();
    // Whoever joins has a number that nobody has yet, and so has a measure of a first plan.
    if (order != AddMember.class) wanted.add(MemberId.class);
    if (order == DeliverMeasure.class || order == CancelMeasure.class) wanted.add(MeasureId.class);
    if (order == SettleHit.class) wanted.add(HitId.class);
    if (order == ResolveObjection.class) wanted.add(ObjectionId.class);
    wanted.retainAll(asked);
    return wanted;
  }

  private static void collect(Type type, Set<Class<?>> into) {
    switch (type) {
      case ParameterizedType generic -> {
        for (Type each : generic.getActualTypeArguments()) collect(each, into);
      }
      case Class<?> plain when plain.isRecord() && into.add(plain) -> {
        for (RecordComponent each : plain.getRecordComponents())
          collect(each.getGenericType(), into);
      }
      default -> {
        // No record, or one that was looked at.
      }
    }
  }

  private final class Found {
    private final Map<String, Choice> members = new LinkedHashMap<>();
    private final Map<String, Choice> measures = new LinkedHashMap<>();
    private final Map<String, Choice> hits = new LinkedHashMap<>();
    private final Map<String, Choice> objections = new LinkedHashMap<>();

    Collection<Choice> of(Class<?> type) {
      if (type == MemberId.class) return members.values();
      if (type == MeasureId.class) return measures.values();
      return type == HitId.class ? hits.values() : objections.values();
    }

    void take(Event event) {
      switch (event) {
        case HouseholdApplied it -> it.members().forEach(this::member);
        case MemberJoined it -> member(it.member());
        case MemberLeft it -> members.remove(it.member().toString());
        case PlanAdopted it -> planned(it.forPersons(), it.forHousehold());
        case PlanRevised it -> {
          it.removed().forEach(each -> measures.remove(each.toString()));
          planned(it.addedForPersons(), it.addedForHousehold());
        }
        case MeasureDelivered it -> measures.remove(it.measure().toString());
        case MeasureCancelled it -> measures.remove(it.measure().toString());
        case CrossChecked it -> it.hits().forEach(this::hit);
        case CrossCheckHitSettled it -> hits.remove(it.hit().toString());
        case ObjectionRaised it ->
            put(objections, it.objection().toString(), texts.word(it.grounds()), null);
        case ObjectionResolved it -> objections.remove(it.objection().toString());
        default -> {
          // Nothing that could be chosen.
        }
      }
    }

    private void member(Member member) {
      put(members, member.member().toString(), texts.word(member.relationship()), null);
    }

    private void planned(List<PersonMeasure> forPersons, List<HouseholdMeasure> forHousehold) {
      for (PersonMeasure each : forPersons)
        put(measures, each.measure().toString(), texts.word(each.kind()), each.member());
      for (HouseholdMeasure each : forHousehold)
        put(measures, each.measure().toString(), texts.word(each.kind()), null);
    }

    private void hit(CrossCheckHit hit) {
      put(hits, hit.hit().toString(), texts.word(hit.signal()), hit.member());
    }

    private void put(
        Map<String, Choice> into, String number, String word, @Nullable MemberId member) {
      List<String> parts = new ArrayList<>(List.of(number, word));
      if (member != null) parts.add(member.toString());
      into.put(number, new Choice(number, String.join(" · ", parts)));
    }
  }
}
