package org.sunshineledger.api.orders;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sunshineledger.api.web.PlainText;
import org.sunshineledger.ledger.duty.EnterpriseOrder;
import org.sunshineledger.ledger.duty.OfficerOrder;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fund.FundOrder;
import org.sunshineledger.ledger.household.HouseholdOrder;
import org.sunshineledger.ledger.mutualaid.MutualAidOrder;
import org.sunshineledger.ledger.notice.NoticeOrder;
import org.sunshineledger.ledger.payment.PaymentOrder;
import org.sunshineledger.ledger.policy.PolicyOrder;
import org.sunshineledger.ledger.project.ProjectOrder;
import org.sunshineledger.ledger.region.RegionOrder;
import org.sunshineledger.ledger.supervision.AuditOrder;
import org.sunshineledger.ledger.supervision.ClaimOrder;
import org.sunshineledger.ledger.supervision.LeadOrder;
import org.sunshineledger.ledger.vault.VaultOrder;
import org.sunshineledger.ledger.village.VillageOrder;

/**
 * One address for each kind of stream: {@code POST /households} begins a stream, {@code POST
 * /households/{number}/confirm-exit} gives an order to one. The orders are those of the sealed
 * interface; a new record there is open here at once, under its name in kebab case.
 */
enum Door {
  HOUSEHOLDS(
      HouseholdOrder.class,
      "household",
      "household",
      Readership.STAFF,
      HouseholdOrder.ApplyForRegister.class),
  REGIONS(
      RegionOrder.class, "region", "region", Readership.EVERYBODY, RegionOrder.DefineRegion.class),
  VILLAGES(
      VillageOrder.class,
      "village",
      "village",
      Readership.EVERYBODY,
      VillageOrder.ListVillage.class),
  OFFICERS(
      OfficerOrder.class,
      "officer",
      "officer",
      Readership.BOTH,
      OfficerOrder.RegisterOfficer.class),
  ENTERPRISES(
      EnterpriseOrder.class,
      "enterprise",
      "enterprise",
      Readership.BOTH,
      EnterpriseOrder.RegisterEnterprise.class),
  FUNDS(FundOrder.class, "fund", "fund", Readership.EVERYBODY, FundOrder.AppropriateFund.class),
  PROJECTS(
      ProjectOrder.class, "project", "project", Readership.BOTH, ProjectOrder.AdmitProject.class),
  PAYMENTS(
      PaymentOrder.class,
      "payment",
      "payment",
      Readership.STAFF,
      PaymentOrder.RequestPayment.class),
  MUTUAL_AID(
      MutualAidOrder.class,
      "mutual-aid",
      "village",
      Readership.BOTH,
      MutualAidOrder.EstablishMutualAidFund.class),
  NOTICES(NoticeOrder.class, "notice", "notice", Readership.BOTH, NoticeOrder.PostNotice.class),
  POLICIES(
      PolicyOrder.class, "policy", "policy", Readership.EVERYBODY, PolicyOrder.IssuePolicy.class),
  CLAIMS(ClaimOrder.class, "claim", "source", Readership.EVERYBODY, ClaimOrder.RecordClaim.class),
  LEADS(LeadOrder.class, "lead", "lead", Readership.STAFF, LeadOrder.ReceiveLead.class),
  AUDITS(AuditOrder.class, "audit", "audit", Readership.STAFF, AuditOrder.ServeAuditNotice.class),
  PERSONS(
      VaultOrder.class,
      "vault",
      "subject",
      Readership.STAFF,
      VaultOrder.RestrictPersonalData.class);

  private static final int LONGEST_NUMBER = 80;

  /** Orders that need no earlier fact, beside the first of each door. */
  private static final Set<Class<? extends Order>> ALSO_FIRST =
      Set.of(
          NoticeOrder.Announce.class,
          PolicyOrder.OpenBackfill.class,
          PaymentOrder.RequestSupplierPayment.class,
          ProjectOrder.ProposeProject.class,
          ClaimOrder.RecordClaimCheck.class,
          VaultOrder.ErasePersonalData.class,
          VaultOrder.OpenPersonalData.class);

  private static final Set<Class<? extends Order>> FIRST =
      Stream.concat(Arrays.stream(values()).map(Door::first), ALSO_FIRST.stream())
          .collect(Collectors.toUnmodifiableSet());

  /** Whom the facts of a stream are for. */
  enum Readership {
    EVERYBODY,
    /** Some for everybody, some for staff of the region. */
    BOTH,
    /** Staff of the region; what little is public of them stands on pages of its own. */
    STAFF
  }

  private final Class<? extends Order> sealed;
  private final String kind;
  private final String id;
  private final Readership readership;
  private final Class<? extends Order> first;

  @SuppressWarnings("ImmutableEnumChecker") // It is never changed.
  private final Map<String, Class<? extends Order>> byName;

  Door(
      Class<? extends Order> sealed,
      String kind,
      String id,
      Readership readership,
      Class<? extends Order> first) {
    this.sealed = sealed;
    this.kind = kind;
    this.id = id;
    this.readership = readership;
    this.first = first;
    this.byName = orders().collect(Collectors.toUnmodifiableMap(Door::nameOf, order -> order));
  }

  /** A path variable that matches every door. */
  static final String ANY =
      "{door:households|regions|villages|officers|enterprises|funds|projects|payments|mutual-aid"
          + "|notices|policies|claims|leads|audits|persons}";

  /** Those under whose number no page of another kind stands. */
  static final String WITHOUT_PAGE =
      "{door:households|regions|villages|officers|enterprises|payments|mutual-aid|policies|claims"
          + "|leads|audits|persons}";

  static Door at(String path) {
    return valueOf(path.replace('-', '_').toUpperCase(Locale.ROOT));
  }

  /** The step of its addresses, e.g. {@code mutual-aid}. */
  String path() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether a stream could have this number at all; the journal is not asked for any other. */
  static boolean isNumber(String text) {
    return text.length() <= LONGEST_NUMBER && PlainText.isPrintable(text);
  }

  /** The stream under this number, e.g. {@code household/4101850010010001}. */
  String stream(String number) {
    return kind + "/" + number;
  }

  Readership readership() {
    return readership;
  }

  /** The field of an order that names its stream; over HTTP it may stand in the address alone. */
  String id() {
    return id;
  }

  /** The order that {@code POST /households} and its like give. */
  Class<? extends Order> first() {
    return first;
  }

  Optional<Class<? extends Order>> order(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  Stream<Class<? extends Order>> orders() {
    return Arrays.stream(sealed.getPermittedSubclasses())
        .map(type -> type.<Order>asSubclass(Order.class));
  }

  /** Whether the order needs no earlier fact of its stream. */
  static boolean isFirst(Order order) {
    return isFirst(order.getClass());
  }

  /** The same of all orders of the type. */
  static boolean isFirst(Class<? extends Order> type) {
    return FIRST.contains(type);
  }

  /** {@code ConfirmExit} is {@code confirm-exit}. */
  static String nameOf(Class<?> order) {
    return order.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
