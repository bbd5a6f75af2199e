package org.sunshineledger.ledger.payment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Balance;
import org.sunshineledger.ledger.fact.Done;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.SupplierId;
import org.sunshineledger.ledger.household.BenefitClaim;
import org.sunshineledger.ledger.household.Elsewhere;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitCredited;
import org.sunshineledger.ledger.household.Programme;
import org.sunshineledger.ledger.household.ReversalReason;
import org.sunshineledger.ledger.journal.Append;
import org.sunshineledger.ledger.payment.PaymentEvent.FundDisbursed;
import org.sunshineledger.ledger.payment.PaymentEvent.PaymentApproved;
import org.sunshineledger.ledger.payment.PaymentEvent.PaymentRefused;
import org.sunshineledger.ledger.payment.PaymentEvent.PaymentRequested;
import org.sunshineledger.ledger.payment.PaymentEvent.PaymentReturned;
import org.sunshineledger.ledger.payment.PaymentEvent.PaymentSettled;
import org.sunshineledger.ledger.payment.PaymentEvent.RecoveryOrdered;
import org.sunshineledger.ledger.payment.PaymentEvent.RecoveryReceived;
import org.sunshineledger.ledger.payment.PaymentEvent.RuleOverridden;
import org.sunshineledger.ledger.payment.PaymentEvent.SupplierPaid;
import org.sunshineledger.ledger.payment.PaymentEvent.SupplierPaymentReturned;
import org.sunshineledger.ledger.payment.PaymentOrder.ApprovePayment;
import org.sunshineledger.ledger.payment.PaymentOrder.DisburseFund;
import org.sunshineledger.ledger.payment.PaymentOrder.OrderRecovery;
import org.sunshineledger.ledger.payment.PaymentOrder.PaySupplier;
import org.sunshineledger.ledger.payment.PaymentOrder.ReceiveRecovery;
import org.sunshineledger.ledger.payment.PaymentOrder.RefusePayment;
import org.sunshineledger.ledger.payment.PaymentOrder.RequestPayment;
import org.sunshineledger.ledger.payment.PaymentOrder.RequestSupplierPayment;
import org.sunshineledger.ledger.payment.PaymentOrder.ReturnPayment;
import org.sunshineledger.ledger.payment.PaymentOrder.ReturnSupplierPayment;
import org.sunshineledger.ledger.payment.PaymentOrder.SettlePayment;
import org.sunshineledger.ledger.project.Project;
import org.sunshineledger.ledger.publication.Publications;
import org.sunshineledger.ledger.rules.Claims;
import org.sunshineledger.ledger.rules.Deadline;
import org.sunshineledger.ledger.rules.Detail;
import org.sunshineledger.ledger.rules.Refused;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;
import org.sunshineledger.ledger.rules.Scope;
import org.sunshineledger.ledger.vault.Commitment;

/**
 * One payment list: requested, approved by somebody else, paid as a whole, settled by the bank.
 * What comes back is a fact of its own; nothing is edited.
 */
public class Payment {

  @AggregateIdentifier private @Nullable String stream;
  private @Nullable PaymentRequested request;
  private @Nullable OfficerId requester;
  private @Nullable OfficerId approver;
  private LocalDate requestedOn = LocalDate.MAX;
  private @Nullable LocalDate approvedOn;

  /** Paid or refused. */
  private boolean decided;

  private @Nullable LocalDate paidOn;
  private boolean settled;
  private boolean supplierReturned;

  /** 责令追回 and not received yet, by line and day. */
  private final Map<Integer, Balance> toRecover = new HashMap<>();

  Payment() {}

  // 申请

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(RequestPayment order, Ruling ruling, Books books) {
    ruling.at(books.fromProject(order.project(), Project::region));
    ruling.require(stream == null, Rule.ALREADY_EXISTS, order.stream());
    PaymentList.require(ruling, order.lines(), order.controlTotal());
    PaymentRequested fact =
        new PaymentRequested(
            order.payment(),
            order.project(),
            order.fund(),
            order.programme(),
            order.period(),
            PayeeKind.HOUSEHOLD,
            order.lines().size(),
            order.controlTotal(),
            PaymentList.digest(order.lines()),
            null,
            null);
    requireProject(fact, ruling, books);
    requireProgramme(fact, order.programme(), ruling, books);
    requireAnyAllotted(fact, ruling, books);
    Publications.payees(
        order.stream(), order.lines().stream().map(PaymentLine::household).toList());
    ruling.record(fact);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(RequestSupplierPayment order, Ruling ruling, Books books) {
    ruling.at(books.fromProject(order.project(), Project::region));
    ruling.require(stream == null, Rule.ALREADY_EXISTS, order.stream());
    ruling.require(order.amount().isPositive(), Rule.AMOUNT_NOT_POSITIVE);
    PaymentRequested fact =
        new PaymentRequested(
            order.payment(),
            order.project(),
            order.fund(),
            null,
            String.valueOf(ruling.day().getYear()),
            PayeeKind.SUPPLIER,
            1,
            order.amount(),
            PaymentList.digest(order.instalment(), order.supplier(), order.amount()),
            order.supplier(),
            order.instalment());
    requireProject(fact, ruling, books);
    requireAnyAllotted(fact, ruling, books);
    ruling.record(fact);
  }

  /** Of a document and a project that there are, of which the project is open. */
  private static void requireProject(PaymentRequested fact, Ruling ruling, Books books) {
    Balance _ = books.fromFund(fact.fund(), fund -> fund.allottedTo(fact.project()));
    ruling.require(
        books.fromProject(fact.project(), project -> project.isApprovedBy(ruling.day())),
        Rule.PROJECT_NOT_APPROVED);
    Instalment due = fact.instalment();
    ruling.require(
        due == null
            || !due.followsAcceptance()
            || books.fromProject(fact.project(), project -> project.isAcceptedBy(ruling.day())),
        Rule.PROJECT_NOT_ACCEPTED);
    ruling.require(
        !books.fromProject(fact.project(), project -> project.isClosedBy(ruling.day())),
        Rule.PROJECT_CLOSED);
  }

  private static void requireProgramme(
      PaymentRequested fact, Programme programme, Ruling ruling, Books books) {
    ruling.require(
        ruling.meets(
            Rule.PROGRAMME_NOT_OF_PROJECT,
            Scope.class,
            scope ->
                scope.covers(
                    books.fromProject(fact.project(), project -> project.category().name()),
                    programme.name())),
        Rule.PROGRAMME_NOT_OF_PROJECT,
        programme.name());
  }

  /** How much is left is asked when it is paid: until then others may be paid, or more allotted. */
  private static void requireAnyAllotted(PaymentRequested fact, Ruling ruling, Books books) {
    Balance allotted = books.fromFund(fact.fund(), fund -> fund.allottedTo(fact.project()));
    ruling.require(
        allotted.free(ruling.day()).isPositive(),
        Rule.DISBURSED_MORE_THAN_ALLOTTED,
        fact.fund().text());
  }

  // 审批

  @CommandHandler
  void handle(ApprovePayment order, Ruling ruling, Books books) {
    ruling.at(books.fromProject(request().project(), Project::region));
    ruling.require(approvedOn == null, Rule.ALREADY_EXISTS, order.stream());
    ruling.require(!decided, Rule.PAYMENT_SETTLED);
    ruling.require(!requestedOn.isAfter(ruling.day()), Rule.PAYMENT_NOT_REQUESTED);
    ruling.require(!ruling.act().actor().officer().equals(requester), Rule.REQUESTER_APPROVES);
    ruling.record(new PaymentApproved(order.payment()));
  }

  @CommandHandler
  void handle(RefusePayment order, Ruling ruling, Books books) {
    ruling.at(books.fromProject(request().project(), Project::region));
    ruling.require(!decided, Rule.PAYMENT_SETTLED);
    ruling.record(new PaymentRefused(order.payment(), order.reason()));
  }

  // 拨付

  /** Debits equal credits at every position, because all of it is one append. */
  @CommandHandler
  void handle(DisburseFund order, Ruling ruling, Books books, Elsewhere elsewhere) {
    PaymentRequested request = request();
    ruling.at(books.fromProject(request.project(), Project::region));
    ruling.require(!decided, Rule.PAYMENT_SETTLED);
    PaymentList.require(ruling, order.lines(), request.controlTotal());
    ruling.require(
        PaymentList.digest(order.lines()).equals(request.linesDigest()),
        Rule.LINES_DIFFER_FROM_REQUEST);
    requireProject(request, ruling, books);
    requireMayBePaid(request, ruling, books);
    ruling.record(
        new FundDisbursed(
            order.payment(),
            request.project(),
            request.fund(),
            request.controlTotal(),
            request.lineCount()));
    debit(request, ruling, books);
    credit(request, order.lines(), ruling, books, elsewhere);
  }

  @CommandHandler
  void handle(PaySupplier order, Ruling ruling, Books books) {
    PaymentRequested request = request();
    SupplierId supplier = request.supplier();
    Instalment due = request.instalment();
    ruling.at(books.fromProject(request.project(), Project::region));
    ruling.require(!decided, Rule.PAYMENT_SETTLED);
    ruling.require(supplier != null && due != null, Rule.LINES_DIFFER_FROM_REQUEST);
    if (supplier == null || due == null) return;
    requireProject(request, ruling, books);
    requireMayBePaid(request, ruling, books);
    ruling.require(order.account() == AccountKind.CORPORATE, Rule.PAID_TO_PERSONAL_ACCOUNT);
    String instalment = key(request.project(), supplier, due);
    boolean isPaid =
        due.isDueOnce() && !books.held(Claims.INSTALMENT, List.of(instalment)).isEmpty();
    ruling.require(!isPaid, Rule.INSTALMENT_ALREADY_PAID, due.name());
    if (due.isDueOnce() && !isPaid)
      Append.current().claim(Claims.INSTALMENT, instalment, order.stream());
    ruling.record(
        new SupplierPaid(
            order.payment(),
            request.project(),
            request.fund(),
            supplier,
            due,
            request.controlTotal(),
            order.account()));
    debit(request, ruling, books);
  }

  private static String key(ProjectCode project, SupplierId supplier, Instalment instalment) {
    return String.join("/", project.code(), supplier.number(), instalment.name());
  }

  private void requireMayBePaid(PaymentRequested request, Ruling ruling, Books books) {
    LocalDate approved = approvedOn;
    ruling.require(Done.by(ruling.day(), approved), Rule.PAYMENT_NOT_APPROVED);
    OfficerId payer = ruling.act().actor().officer();
    ruling.require(!payer.equals(requester) && !payer.equals(approver), Rule.APPROVER_PAYS);
    Balance allotted = books.fromFund(request.fund(), fund -> fund.allottedTo(request.project()));
    Balance debited =
        books.fromProject(request.project(), project -> project.debitedFrom(request.fund()));
    Money free = allotted.minus(debited).free(ruling.day());
    ruling.require(
        request.controlTotal().compareTo(free) <= 0,
        Rule.DISBURSED_MORE_THAN_ALLOTTED,
        new Detail.Room(free));
    // What was never approved is asked by a rule of its own.
    Money left =
        books.fromProject(
            request.project(),
            project ->
                project.isApprovedBy(ruling.day())
                    ? project.leftToPay(ruling.day())
                    : request.controlTotal());
    ruling.require(
        request.controlTotal().compareTo(left) <= 0,
        Rule.PAID_ABOVE_APPROVAL,
        new Detail.Room(left));
    ruling.require(
        approved == null
            || ruling.meets(
                Rule.PAID_LATE,
                Deadline.class,
                deadline -> deadline.isMet(approved, ruling.day(), ruling.calendar())),
        Rule.PAID_LATE);
  }

  private static void debit(PaymentRequested request, Ruling ruling, Books books) {
    books.onProject(
        request.project(),
        project ->
            project.debit(
                ruling,
                request.payment(),
                request.fund(),
                request.controlTotal(),
                request.lineCount()));
  }

  /** All lines, or none and every bad one by its number. */
  private static void credit(
      PaymentRequested request,
      List<PaymentLine> lines,
      Ruling ruling,
      Books books,
      Elsewhere elsewhere) {
    Programme programme = request.programme();
    if (programme == null) throw new IllegalStateException("a list without its programme");
    books.open(lines.stream().map(PaymentLine::household).toList());
    books.recognise(idNumbers(lines, books));
    BadLines bad = new BadLines();
    Map<BenefitClaim, Integer> claims = new LinkedHashMap<>();
    for (PaymentLine line : lines)
      bad.pay(
          line.line(),
          () ->
              books.onHousehold(
                  line.household(),
                  household -> {
                    for (BenefitClaim claim :
                        household.credit(
                            new BenefitCredited(
                                line.household(),
                                programme,
                                request.period(),
                                line.member(),
                                line.amount(),
                                request.project(),
                                request.payment(),
                                line.line()),
                            ruling,
                            elsewhere)) claims.put(claim, line.line());
                  }));
    nameHeld(Claims.BENEFIT, Rule.BENEFIT_ALREADY_PAID, claims, books, bad);
    nameHeld(Claims.ONE_BENEFIT_OF, Rule.BENEFITS_EXCLUDE_EACH_OTHER, claims, books, bad);
    bad.refuse();
  }

  private static List<Commitment> idNumbers(List<PaymentLine> lines, Books books) {
    List<Commitment> found = new ArrayList<>();
    for (PaymentLine line : lines) {
      MemberId member = line.member();
      if (member == null) continue;
      try {
        books
            .fromHousehold(line.household(), household -> household.idNumber(member))
            .ifPresent(found::add);
      } catch (Refused unknown) {
        // There is no such household, which the line itself will be refused for.
      }
    }
    return found;
  }

  private static void nameHeld(
      String kind, Rule rule, Map<BenefitClaim, Integer> claims, Books books, BadLines bad) {
    List<String> keys =
        claims.keySet().stream()
            .filter(claim -> claim.kind().equals(kind))
            .map(BenefitClaim::key)
            .toList();
    for (String held : books.held(kind, keys)) {
      Integer line = claims.get(new BenefitClaim(kind, held));
      if (line != null) bad.add(line, rule);
    }
  }

  // 之后

  @CommandHandler
  void handle(SettlePayment order, Ruling ruling, Books books) {
    ruling.at(books.fromProject(request().project(), Project::region));
    ruling.require(!settled, Rule.ALREADY_EXISTS, order.stream());
    requirePaid(ruling);
    ruling.record(new PaymentSettled(order.payment(), order.bankReference()));
  }

  @CommandHandler
  void handle(ReturnPayment order, Ruling ruling, Books books, Elsewhere elsewhere) {
    ruling.at(books.fromProject(request().project(), Project::region));
    requirePaid(ruling);
    Money amount = creditedBy(order.household(), order.line(), books);
    ruling.require(
        amount.isPositive(),
        Rule.RETURNED_ALREADY,
        Detail.Lines.of(Rule.RETURNED_ALREADY, order.line()));
    ruling.record(new PaymentReturned(order.payment(), order.line(), amount, order.reason()));
    // What is to be recovered was not due: the bank only brought it back sooner.
    ReversalReason reason =
        toRecover.containsKey(order.line()) ? ReversalReason.RECOVERED : ReversalReason.RETURNED;
    giveBack(order.household(), order.line(), amount, reason, ruling, books, elsewhere);
  }

  /** The project is credited with what the supplier's bank gave back. */
  @CommandHandler
  void handle(ReturnSupplierPayment order, Ruling ruling, Books books) {
    PaymentRequested request = request();
    SupplierId supplier = request.supplier();
    ruling.at(books.fromProject(request.project(), Project::region));
    ruling.require(supplier != null, Rule.LINES_DIFFER_FROM_REQUEST);
    requirePaid(ruling);
    ruling.require(!supplierReturned, Rule.RETURNED_ALREADY);
    if (supplier == null) return;
    Instalment returned = request.instalment();
    // What did not arrive may be paid again.
    if (returned != null)
      Append.current()
          .release(Claims.INSTALMENT, key(request.project(), supplier, returned), order.stream());
    ruling.record(
        new SupplierPaymentReturned(
            order.payment(),
            request.project(),
            request.fund(),
            supplier,
            request.controlTotal(),
            order.reason()));
    books.onProject(
        request.project(),
        project ->
            project.credit(ruling, request.payment(), request.fund(), request.controlTotal()));
  }

  @CommandHandler
  void handle(OrderRecovery order, Ruling ruling, Books books) {
    ruling.at(books.fromProject(request().project(), Project::region));
    ruling.require(order.amount().isPositive(), Rule.AMOUNT_NOT_POSITIVE);
    requirePaid(ruling);
    Money left = creditedBy(order.household(), order.line(), books);
    ruling.require(
        order.amount().compareTo(left.minus(toRecover(order.line()).total())) <= 0,
        Rule.RECOVERY_ABOVE_PAYMENT,
        new Detail.Room(left.minus(toRecover(order.line()).total())));
    ruling.record(
        new RecoveryOrdered(order.payment(), order.line(), order.amount(), order.reason()));
  }

  @CommandHandler
  void handle(ReceiveRecovery order, Ruling ruling, Books books, Elsewhere elsewhere) {
    ruling.at(books.fromProject(request().project(), Project::region));
    ruling.require(order.amount().isPositive(), Rule.AMOUNT_NOT_POSITIVE);
    requirePaid(ruling);
    Money left = creditedBy(order.household(), order.line(), books);
    ruling.require(
        order.amount().compareTo(left) <= 0, Rule.RECOVERY_ABOVE_PAYMENT, new Detail.Room(left));
    Money ordered = toRecover(order.line()).free(ruling.day());
    ruling.require(
        order.amount().compareTo(ordered) <= 0,
        Rule.RECOVERED_MORE_THAN_ORDERED,
        new Detail.Room(ordered));
    ruling.record(new RecoveryReceived(order.payment(), order.line(), order.amount()));
    giveBack(
        order.household(),
        order.line(),
        order.amount(),
        ReversalReason.RECOVERED,
        ruling,
        books,
        elsewhere);
  }

  private void requirePaid(Ruling ruling) {
    ruling.require(Done.by(ruling.day(), paidOn), Rule.PAYMENT_NOT_MADE);
  }

  private Balance toRecover(int line) {
    return toRecover.getOrDefault(line, new Balance());
  }

  private Money creditedBy(HouseholdId household, int line, Books books) {
    return books.fromHousehold(household, found -> found.creditedBy(request().payment(), line));
  }

  /** The household is debited and the project credited: what was one append goes back as one. */
  private void giveBack(
      HouseholdId household,
      int line,
      Money amount,
      ReversalReason reason,
      Ruling ruling,
      Books books,
      Elsewhere elsewhere) {
    PaymentRequested request = request();
    books.onProject(
        request.project(),
        project -> project.credit(ruling, request.payment(), request.fund(), amount));
    books.onHousehold(
        household,
        found ->
            found.reverse(
                household,
                request.payment(),
                line,
                amount,
                request.project(),
                reason,
                ruling,
                elsewhere));
  }

  private PaymentRequested request() {
    if (request == null) throw new IllegalStateException("nothing was requested");
    return request;
  }

  @EventSourcingHandler
  void on(PaymentEvent fact, @MetaDataValue(Ruling.ENVELOPE) Envelope envelope) {
    switch (fact) {
      case PaymentRequested it -> {
        stream = it.payment().stream();
        request = it;
        requestedOn = envelope.occurredOn();
        requester = envelope.actor().officer();
      }
      case PaymentApproved _ -> {
        approvedOn = envelope.occurredOn();
        approver = envelope.actor().officer();
      }
      case PaymentRefused _ -> decided = true;
      case FundDisbursed _, SupplierPaid _ -> {
        decided = true;
        paidOn = envelope.occurredOn();
      }
      case PaymentSettled _ -> settled = true;
      case RecoveryOrdered it ->
          toRecover
              .computeIfAbsent(it.line(), _ -> new Balance())
              .add(envelope.occurredOn(), it.amount());
      case RecoveryReceived it ->
          toRecover
              .computeIfAbsent(it.line(), _ -> new Balance())
              .take(envelope.occurredOn(), it.amount());
      case SupplierPaymentReturned _ -> supplierReturned = true;
      case PaymentReturned it -> {
        Balance ordered = toRecover.get(it.line());
        if (ordered != null) ordered.take(envelope.occurredOn(), ordered.total());
      }
      case RuleOverridden _ -> {}
    }
  }
}
