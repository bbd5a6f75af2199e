package org.sunshineledger.api.imports;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.household.HouseholdOrder.ApplyForRegister;
import org.sunshineledger.ledger.household.HouseholdOrder.Person;
import org.sunshineledger.ledger.household.PovertyCause;
import org.sunshineledger.ledger.household.Relationship;

/** 花名册: a row for each member, those of a household below each other. */
record RegisterListing() implements Listing {

  private static final Column HOUSEHOLD =
      Column.required("household", "户编号", "4101850010010001", "建档立卡编号", "贫困户编号", "户主编号");
  private static final Column VILLAGE =
      Column.required("village", "村代码", "410185100901", "行政村代码", "村区划代码");
  private static final Column GROUP = Column.required("group", "村民组", "2", "组", "村民小组", "小组");
  private static final Column MEMBER = Column.optional("member", "成员编号", "01", "家庭成员编号", "人编号");
  private static final Column RELATIONSHIP =
      Column.required("relationship", "与户主关系", "户主", "关系").of(Relationship.class);
  private static final Column NAME = Column.required("name", "姓名", "某某", "成员姓名", "家庭成员姓名");
  private static final Column ID_NUMBER =
      Column.required("idNumber", "证件号码", "18位", "身份证号", "身份证号码", "公民身份号码");
  private static final Column CAUSES =
      Column.optional("claimedCauses", "致贫原因", "因病、因学", "主要致贫原因").of(PovertyCause.class);

  private static final int MOST_MEMBERS = 99;
  private static final int LAST_GROUP = 999;

  @Override
  public List<Column> columns() {
    return List.of(HOUSEHOLD, VILLAGE, GROUP, MEMBER, RELATIONSHIP, NAME, ID_NUMBER, CAUSES, DAY);
  }

  @Override
  public @Nullable String about(Cells row) {
    HouseholdId household = row.code(HOUSEHOLD, HouseholdId::new);
    return household == null ? null : household.number();
  }

  @Override
  public int mostTogether() {
    return MOST_MEMBERS;
  }

  @Override
  public @Nullable Order order(List<Cells> rows) {
    Cells first = rows.getFirst();
    HouseholdId household = first.code(HOUSEHOLD, HouseholdId::new);
    RegionCode village = first.code(VILLAGE, RegionCode::new);
    Integer group = first.integer(GROUP, 0, LAST_GROUP);
    List<PovertyCause> causes = first.words(CAUSES, PovertyCause.class);
    Listing.agree(rows, VILLAGE, GROUP, CAUSES);
    List<Person> members = new ArrayList<>();
    Set<MemberId> numbers = new HashSet<>();
    for (Cells row : rows) {
      MemberId member =
          row.has(MEMBER)
              ? row.code(MEMBER, RegisterListing::number)
              : new MemberId("%02d".formatted(members.size() + 1));
      Relationship relationship = row.word(RELATIONSHIP, Relationship.class);
      String name = row.name(NAME);
      String idNumber = row.idNumber(ID_NUMBER);
      if (member != null && !numbers.add(member))
        member = row.flawed(MEMBER, ImportFlaw.ROW_TWICE, first.row());
      if (member != null && relationship != null && name != null && idNumber != null)
        members.add(new Person(member, relationship, name, idNumber));
    }
    if (!Listing.areSound(rows)) return null;
    return new ApplyForRegister(
        requireNonNull(household),
        requireNonNull(village),
        requireNonNull(group),
        members,
        requireNonNull(causes));
  }

  /** A spreadsheet makes 1 of 01. */
  static MemberId number(String text) {
    return new MemberId(text.length() == 1 ? "0" + text : text);
  }

  /** The numbers of the persons, to be compared with those of other rows. */
  static List<String> persons(ApplyForRegister order) {
    return order.members().stream().map(Person::idNumber).toList();
  }
}
