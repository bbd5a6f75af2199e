package org.sunshineledger.api.imports;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sunshineledger.ledger.duty.OfficerOrder;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.household.HouseholdOrder;
import org.sunshineledger.ledger.payment.PaymentOrder;

/** What a file is a list of; each row, or rows together, is an order of one type. */
enum ImportKind {
  REGISTER(HouseholdOrder.ApplyForRegister.class),
  INCOMES(HouseholdOrder.SurveyIncome.class),
  PLANS(HouseholdOrder.AdoptPlan.class),
  PAYMENTS(PaymentOrder.RequestPayment.class),
  PAIRINGS(OfficerOrder.Pair.class),
  VISITS(OfficerOrder.RecordVisit.class),
  CROSS_CHECKS(HouseholdOrder.CrossCheck.class);

  private final Class<? extends Order> order;

  ImportKind(Class<? extends Order> order) {
    this.order = order;
  }

  /** As it stands in an address, e.g. {@code cross-checks}. */
  String address() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<ImportKind> at(String address) {
    return Arrays.stream(values()).filter(kind -> kind.address().equals(address)).findFirst();
  }

  Listing listing() {
    return switch (this) {
      case REGISTER -> new RegisterListing();
      case INCOMES -> new IncomeListing();
      case PLANS -> new PlanListing();
      case PAYMENTS -> new PaymentListing();
      case PAIRINGS -> new PairingListing();
      case VISITS -> new VisitListing();
      case CROSS_CHECKS -> new CrossCheckListing();
    };
  }

  List<Column> columns() {
    return listing().columns();
  }

  Class<? extends Order> order() {
    return order;
  }
}
