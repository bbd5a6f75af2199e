package org.sunshineledger.api.orders;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fund.FundOrder.AppropriateFund;
import org.sunshineledger.ledger.household.HouseholdOrder.Person;
import org.sunshineledger.ledger.mutualaid.MutualAidOrder.ChangeMutualAidTerms;
import org.sunshineledger.ledger.mutualaid.MutualAidOrder.EstablishMutualAidFund;
import org.sunshineledger.ledger.notice.PublishedDocument;
import org.sunshineledger.ledger.payment.PaymentOrder.RequestPayment;
import org.sunshineledger.ledger.payment.PaymentOrder.SettlePayment;
import org.sunshineledger.ledger.project.ProjectOrder.AcceptProject;
import org.sunshineledger.ledger.project.ProjectOrder.AdmitProject;
import org.sunshineledger.ledger.project.ProjectOrder.CompleteDwellings;
import org.sunshineledger.ledger.supervision.LeadOrder.DecideAccountability;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a record asks of one of its fields in its constructor, where that cannot be read off its
 * type; a test sends what lies just beyond.
 *
 * @param least the smallest number, or the fewest characters; null for none
 * @param most the largest number, or the most characters; null for none
 * @param pattern of the whole text, or null
 */
record Bounds(@Nullable Integer least, @Nullable Integer most, @Nullable String pattern) {

  private record Place(Class<?> record, String field) {}

  private static final Map<Place, Bounds> KNOWN =
      Map.ofEntries(
          Map.entry(new Place(OrderBody.class, "basis"), between(1, 64)),
          Map.entry(new Place(Person.class, "name"), between(1, 40)),
          Map.entry(new Place(Person.class, "idNumber"), between(1, 24)),
          Map.entry(new Place(AppropriateFund.class, "year"), between(1949, 9999)),
          Map.entry(new Place(AdmitProject.class, "beneficiaryHouseholds"), atLeast(0)),
          Map.entry(new Place(AcceptProject.class, "beneficiaryRepresentatives"), atLeast(0)),
          Map.entry(new Place(CompleteDwellings.class, "count"), atLeast(1)),
          Map.entry(new Place(EstablishMutualAidFund.class, "leverage"), between(1, 100)),
          Map.entry(new Place(ChangeMutualAidTerms.class, "leverage"), between(1, 100)),
          Map.entry(new Place(DecideAccountability.class, "months"), atLeast(1)),
          Map.entry(
              new Place(RequestPayment.class, "period"),
              form("20\\d\\d(-(0[1-9]|1[0-2]|Q[1-4]))?")),
          Map.entry(
              new Place(SettlePayment.class, "bankReference"), form("(?=.*[A-Z-])[0-9A-Z-]{4,40}")),
          Map.entry(new Place(PublishedDocument.class, "redactionPolicy"), form("mask-1|none")),
          Map.entry(new Place(PublishedDocument.class, "nonce"), form("[0-9a-f]{64}")));

  private static Bounds between(int least, int most) {
    return new Bounds(least, most, null);
  }

  private static Bounds atLeast(int least) {
    return new Bounds(least, null, null);
  }

  private static Bounds form(String pattern) {
    return new Bounds(null, null, pattern);
  }

  static Optional<Bounds> of(Class<?> record, String field) {
    return Optional.ofNullable(KNOWN.get(new Place(record, field)));
  }

  /** Writes them into the field's schema. */
  void put(ObjectNode schema) {
    boolean isText = schema.path("type").asString("").equals("string");
    if (least != null) schema.put(isText ? "minLength" : "minimum", least.intValue());
    if (most != null) schema.put(isText ? "maxLength" : "maximum", most.intValue());
    if (pattern != null) schema.put("pattern", "^(?:" + pattern + ")$");
  }
}
