package org.sunshineledger.api.imports;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.household.Programme;
import org.sunshineledger.ledger.payment.PaymentLine;
import org.sunshineledger.ledger.payment.PaymentOrder.RequestPayment;

/** 资金发放清册: a row for each payee, those of a payment list below each other. */
record PaymentListing() implements Listing {

  private static final Column PAYMENT =
      Column.required("payment", "支付单号", "ZF-2016-0001", "清册编号", "发放批次");
  private static final Column PROJECT = Column.required("project", "项目编码", "XM-410185-1", "项目编号");
  private static final Column FUND = Column.required("fund", "资金文号", "郑财预〔2016〕7号", "文号", "资金指标文号");
  private static final Column PROGRAMME =
      Column.required("programme", "补助项目", "雨露计划", "补贴项目").of(Programme.class);
  private static final Column PERIOD =
      Column.required("period", "补助期间", "2016、2016-03、2016-Q1", "期间", "补贴期间");
  private static final Column TOTAL =
      Column.required("controlTotal", "合计金额", "125000.00", "控制总额", "清册合计");
  private static final Column HOUSEHOLD =
      Column.required("household", "户编号", "4101850010010001", "建档立卡编号", "贫困户编号");
  private static final Column MEMBER = Column.optional("member", "成员编号", "01，补助到户留空", "家庭成员编号");
  private static final Column AMOUNT = Column.required("amount", "金额", "2000.00", "发放金额", "补助金额");

  /** As long as a payment list may be. */
  private static final int MOST_LINES = 5_000;

  private static final Pattern PERIOD_FORM = Pattern.compile("20\\d\\d(-(0[1-9]|1[0-2]|Q[1-4]))?");

  @Override
  public List<Column> columns() {
    return List.of(
        PAYMENT, PROJECT, FUND, PROGRAMME, PERIOD, TOTAL, HOUSEHOLD, MEMBER, AMOUNT, DAY);
  }

  @Override
  public @Nullable String about(Cells row) {
    PaymentId payment = row.code(PAYMENT, PaymentId::new);
    return payment == null ? null : payment.number();
  }

  @Override
  public int mostTogether() {
    return MOST_LINES;
  }

  @Override
  public @Nullable Order order(List<Cells> rows) {
    Cells first = rows.getFirst();
    PaymentId payment = first.code(PAYMENT, PaymentId::new);
    ProjectCode project = first.code(PROJECT, ProjectCode::new);
    DocumentNumber fund = first.code(FUND, DocumentNumber::new);
    Programme programme = first.word(PROGRAMME, Programme.class);
    String period = first.code(PERIOD, PaymentListing::period);
    Money total = first.yuan(TOTAL);
    Listing.agree(rows, PROJECT, FUND, PROGRAMME, PERIOD, TOTAL);
    List<PaymentLine> lines = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      Cells row = rows.get(i);
      HouseholdId household = row.code(HOUSEHOLD, HouseholdId::new);
      MemberId member = row.has(MEMBER) ? row.code(MEMBER, RegisterListing::number) : null;
      Money amount = row.yuan(AMOUNT);
      if (household != null && amount != null)
        lines.add(new PaymentLine(i + 1, household, member, amount));
    }
    if (!Listing.areSound(rows)) return null;
    return new RequestPayment(
        requireNonNull(payment),
        requireNonNull(project),
        requireNonNull(fund),
        requireNonNull(programme),
        requireNonNull(period),
        lines,
        requireNonNull(total));
  }

  private static String period(String text) {
    if (!PERIOD_FORM.matcher(text).matches())
      throw new IllegalArgumentException("not a period: " + text);
    return text;
  }
}
